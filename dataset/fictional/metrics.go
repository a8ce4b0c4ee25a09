package fictional

import "github.com/brandvalue/brandvalue/dataset"

// metric is a row of the table: its code, the evidence it asks for, how it goes
// with size, quality and innovation, and its shape.
type metric struct {
	code  string
	asks  dataset.Evidence
	ties  ties
	shape shape
}

// Sets of sectors, and shifts that leave grades as they are.
var (
	everywhere = [sectors]bool{true, true, true, true}
	works      = [sectors]bool{makers: true, marine: true}
	growers    = [sectors]bool{farms: true, marine: true}
	serving    = [sectors]bool{services: true}
	alike      = [sectors]float64{}
)

// better is by how much the enterprises, which are a choice, exceed what is
// typical of their industries in tax and output an employee.
const better = 1.1

// metrics are all metrics that the default schemes read. The middle halves and
// the shares are by sector: industry, agriculture, services, marine economy.
//
// Reference: library default, assumption.
var metrics = []metric{
	{"q_cert", dataset.E3, tie(0.30, 0.35, 0), items(
		item{"ISO9001", [4]float64{0.90, 0.60, 0.70, 0.85}},
		item{"ISO14001", [4]float64{0.65, 0.35, 0.45, 0.65}},
		item{"ISO45001", [4]float64{0.60, 0.30, 0.45, 0.60}},
		item{"sector_system(HACCP/IATF/ISO22000/…)", [4]float64{0.50, 0.60, 0.25, 0.55}},
		item{"measurement/IPMS/energy", [4]float64{0.35, 0.15, 0.20, 0.30}},
		item{"overseas_product_cert", [4]float64{0.40, 0.20, 0.08, 0.45}})},
	{"q_std", dataset.E2, tie(0.20, 0.40, 0.15), grades(everywhere, alike,
		share{"international_advanced", 0.17}, share{"domestic_leading", 0.27}, share{"domestic_advanced", 0.25},
		share{"industry_leading", 0.17}, share{"industry_advanced", 0.10}, share{"none", 0.04})},
	{"q_award", dataset.E4, tie(0.30, 0.35, 0), grades(everywhere, alike,
		share{"national", 0.03}, share{"provincial", 0.13}, share{"municipal", 0.30}, share{"district", 0.22},
		share{"CQO_only", 0.20}, share{"none", 0.12})},
	{"q_spot", dataset.E4, tie(0, 0.45, 0), level(70, 100, 2, bySector{{93, 99}, {96, 99.5}, {}, {94, 99}})},
	{"q_fpy", dataset.E2, tie(0, 0.50, 0.10), level(60, 100, 2, bySector{{92, 99}, {}, {}, {90, 98}})},
	{"q_loss", dataset.E2, tie(0, -0.45, -0.10), skewed(0, 12, 2, bySector{{0.7, 2.2}, {0.8, 2.4}, {0.7, 2.2}, {0.8, 2.4}})},
	{"q_bench", dataset.E2, tie(0.10, 0.40, 0.20), level(0, 100, 1, bySector{{61, 85}, {59, 83}, {61, 85}, {60, 84}})},
	{"q_csat", dataset.E3, tie(0, 0.45, 0), level(40, 100, 2, bySector{{76, 88}, {75, 87}, {77, 88}, {75, 86}})},
	{"q_compl", dataset.E4, tie(0, -0.40, 0), skewed(0, 20, 2, bySector{{0.05, 0.5}, {0.05, 0.4}, {0.1, 1.0}, {0.02, 0.3}})},
	{"q_resp", dataset.E2, tie(0.10, 0.40, 0), level(40, 100, 2, bySector{{90, 98.5}, {89, 98}, {90, 98.5}, {90, 98.5}})},
	{"q_trace", dataset.E2, tie(0.15, 0.40, 0.10), level(0, 100, 2, bySector{{}, {66, 94}, {}, {66, 94}})},
	{"q_green", dataset.E4, tie(0.10, 0.40, 0), items(
		item{"organic", [4]float64{farms: 0.25}},
		item{"green_food", [4]float64{farms: 0.55}},
		item{"GI", [4]float64{farms: 0.40}},
		item{"GAP", [4]float64{farms: 0.35}},
		item{"good_quality_name_special", [4]float64{farms: 0.35}})},
	{"q_safe", dataset.E4, tie(0, 0.45, 0), level(80, 100, 2, bySector{{}, {97, 99.8}, {}, {97, 99.8}})},
	{"q_svcstd", dataset.E3, tie(0.15, 0.40, 0), grades(serving, alike,
		share{"5star", 0.12}, share{"4star", 0.16}, share{"3star", 0.22}, share{"reach", 0.25},
		share{"own_standard", 0.18}, share{"none", 0.07})},
	{"q_mystery", dataset.E3, tie(0, 0.50, 0), level(30, 100, 1, bySector{{}, {}, {76, 91}, {}})},
	{"q_ontime", dataset.E2, tie(0, 0.45, 0.10), level(50, 100, 2, bySector{{}, {}, {88, 98}, {}})},
	{"i_rd", dataset.E4, tie(0.10, 0, 0.65), typical(0.60, 40, func(n *industry) float64 { return n.rd })},
	{"i_staff", dataset.E2, tie(0, 0, 0.65), skewed(0, 80, 2, bySector{{8, 20}, {2, 8}, {2, 15}, {8, 22}})},
	{"i_patent", dataset.E4, tie(0.35, 0, 0.40), skewed(1, 5000, 0, bySector{{3, 30}, {0, 5}, {0, 6}, {3, 25}})},
	{"i_std", dataset.E4, tie(0.35, 0.15, 0.35), skewed(1, 400, 0, bySector{{2, 13}, {1, 8}, {1, 9}, {2, 12}})},
	{"i_new", dataset.E2, tie(0, 0, 0.65), level(0, 95, 2, bySector{{12, 35}, {5, 20}, {8, 30}, {10, 30}})},
	{"i_lab", dataset.E4, tie(0.35, 0, 0.40), grades(everywhere, [4]float64{0, -0.5, -0.5, 0},
		share{"national", 0.12}, share{"provincial", 0.36}, share{"municipal", 0.30}, share{"own", 0.17}, share{"none", 0.05})},
	{"i_digit", dataset.E2, tie(0.30, 0.10, 0.30), grades(everywhere, [4]float64{0, -0.3, 0.1, 0},
		share{"L3+", 0.42}, share{"L2", 0.46}, share{"L1", 0.12})},
	{"i_transf", dataset.E2, tie(0.15, 0, 0.45), skewed(1, 60, 1, bySector{{}, {}, {}, {1.5, 5}})},
	{"i_first", dataset.E4, tie(0.15, 0, 0.40), grades(works, alike,
		share{"national", 0.12}, share{"provincial", 0.27}, share{"municipal", 0.33}, share{"none", 0.28})},
	{"i_seed", dataset.E2, tie(0.10, 0.15, 0.40), level(0, 100, 2, bySector{{}, {76, 96}, {}, {}})},
	{"i_svc", dataset.E2, tie(0.10, 0.15, 0.40), level(0, 100, 1, bySector{{}, {}, {58, 84}, {}})},
	{"b_tm", dataset.E4, tie(0.35, 0.15, 0), items(
		item{"domestic_mark", [4]float64{0.97, 0.94, 0.96, 0.96}},
		item{"overseas_or_Madrid", [4]float64{0.45, 0.25, 0.20, 0.45}},
		item{"well_known_or_GI_mark", [4]float64{0.25, 0.40, 0.25, 0.25}},
		item{"customs_IP_record", [4]float64{0.30, 0.15, 0.12, 0.30}})},
	{"b_age", dataset.E4, tie(0.25, 0.15, 0), skewed(0, 130, 0, bySector{{10, 30}, {9, 27}, {10, 31}, {9, 27}})},
	{"b_inv", dataset.E2, tie(0.10, 0, 0), skewed(0, 25, 2, bySector{{1.6, 4.5}, {1.4, 4}, {2, 5.5}, {1.4, 4}})},
	{"b_share", dataset.E3, tie(0.40, 0.15, 0.15), grades(everywhere, alike,
		share{"global_top3", 0.05}, share{"national_top5", 0.12}, share{"national_top10", 0.14}, share{"national_top20", 0.17},
		share{"province_top5", 0.20}, share{"city_top5", 0.18}, share{"other", 0.11}, share{"none", 0.03})},
	{"b_prem", dataset.E2, tie(0.10, 0.40, 0.15), level(-20, 120, 2, bySector{{8, 25}, {8, 27}, {8, 25}, {7, 24}})},
	{"b_out", dataset.E4, tie(0.25, 0.10, 0.10), outside(
		bySector{{3, 35}, {0, 20}, {0, 10}, {5, 45}},
		bySector{{15, 52}, {12, 46}, {6, 40}, {12, 46}})},
	{"b_aware", dataset.E3, tie(0.45, 0.15, 0), level(0, 100, 2, bySector{{38, 71}, {35, 68}, {39, 71}, {37, 69}})},
	{"b_nps", dataset.E3, tie(0, 0.40, 0), level(-60, 95, 1, bySector{{10, 45}, {10, 40}, {5, 50}, {10, 40}})},
	{"b_loyal", dataset.E2, tie(0.10, 0.40, 0), level(0, 100, 2, bySector{{42, 72}, {42, 72}, {40, 70}, {42, 72}})},
	{"b_honor", dataset.E4, tie(0.35, 0.25, 0), grades(everywhere, alike,
		share{"national", 0.12}, share{"provincial", 0.33}, share{"municipal", 0.30}, share{"none", 0.25})},
	{"b_gi", dataset.E4, tie(0.10, 0.25, 0), grades(growers, alike,
		share{"national_GI", 0.28}, share{"provincial", 0.24}, share{"municipal", 0.26}, share{"none", 0.22})},
	{"b_online", dataset.E2, tie(0, 0.40, 0), level(50, 100, 2, bySector{{}, {}, {90, 97.5}, {}})},
	{"e_rev", dataset.E4, ties{}, statedRevenue},
	{"e_growth", dataset.E4, ties{}, statedGrowth},
	{"e_nag", dataset.E4, ties{}, statedCapital},
	{"e_npm", dataset.E4, ties{}, statedMargin},
	{"e_roe", dataset.E4, ties{}, statedReturn},
	{"e_lev", dataset.E4, ties{}, statedLeverage},
	{"e_tax", dataset.E4, tie(0.40, 0.15, 0), typical(0.40, 100, func(n *industry) float64 { return better * n.tax })},
	{"e_prod", dataset.E4, tie(0.35, 0.15, 0.10), typical(0.40, 500, func(n *industry) float64 { return better * n.output })},
	{"e_farm", dataset.E2, tie(0.40, 0.10, 0), skewed(0, 50000, 0, bySector{{}, {120, 1500}, {}, {}})},
	{"e_chain", dataset.E2, tie(0.10, 0.10, 0), level(0, 100, 2, bySector{{28, 54}, {32, 60}, {}, {28, 54}})},
	{"s_energy", dataset.E4, tie(0, -0.25, -0.25), level(0.3, 3, 2, bySector{{0.75, 1.15}, {0.8, 1.2}, {0.7, 1.2}, {0.75, 1.2}})},
	{"s_carbon", dataset.E2, tie(0.10, 0.10, 0.25), level(-5, 15, 2, bySector{{1.8, 4.8}, {1.5, 4.5}, {1.5, 4.5}, {1.8, 4.8}})},
	{"s_green", dataset.E4, tie(0.35, 0.15, 0.10), grades(everywhere, [4]float64{0, -0.3, -0.3, 0},
		share{"national", 0.15}, share{"provincial", 0.27}, share{"municipal", 0.28}, share{"none", 0.30})},
	{"s_env", dataset.E4, tie(0.10, -0.35, 0), counts(everywhere,
		event{"penalty_minor", [4]float64{0.15, 0.10, 0.08, 0.15}},
		event{"penalty_major", [4]float64{0.008, 0.005, 0.003, 0.008}},
		event{"credit_yellow", [4]float64{0.03, 0.02, 0.02, 0.03}})},
	{"s_acc", dataset.E4, tie(0.10, -0.35, 0), counts(everywhere,
		event{"lost_time_per_1", [4]float64{1.3, 0.5, 0.9, 1.3}},
		event{"general_accident", [4]float64{0.02, 0.01, 0.01, 0.03}},
		event{"larger_accident", [4]float64{0.002, 0.001, 0.001, 0.003}})},
	{"s_train", dataset.E2, tie(0.15, 0.30, 0), level(0, 160, 1, bySector{{20, 44}, {14, 36}, {20, 46}, {20, 44}})},
	{"s_ins", dataset.E4, tie(0.15, 0.20, 0), level(40, 100, 2, bySector{{93, 99.8}, {90, 99}, {92, 99.5}, {93, 99.8}})},
	{"s_credit", dataset.E4, tie(0.10, 0.30, 0), grades(everywhere, alike,
		share{"A", 0.50}, share{"B", 0.34}, share{"M", 0.08}, share{"C", 0.06}, share{"D", 0.02})},
	{"s_report", dataset.E3, tie(0.40, 0.20, 0), grades(everywhere, alike,
		share{"assured", 0.20}, share{"published", 0.38}, share{"internal", 0.27}, share{"none", 0.15})},
	{"s_give", dataset.E4, tie(0.10, 0.15, 0), skewed(0, 5, 2, bySector{{0.08, 0.45}, {0.08, 0.45}, {0.08, 0.45}, {0.08, 0.45}})},
	{"s_agchem", dataset.E2, tie(0, 0.40, 0.15), level(0, 100, 2, bySector{{}, {48, 74}, {}, {}})},
	{"s_waste", dataset.E2, tie(0, 0.30, 0.15), level(0, 100, 2, bySector{{}, {70, 92}, {}, {}})},
	{"s_sea", dataset.E4, tie(0, 0.40, 0), level(50, 100, 2, bySector{{}, {}, {}, {92, 99.5}})},
	{"s_msc", dataset.E3, tie(0.15, 0.35, 0), grades([sectors]bool{marine: true}, alike,
		share{"international", 0.32}, share{"national", 0.33}, share{"none", 0.35})},
	{"s_access", dataset.E4, tie(0.10, -0.40, 0), counts(serving,
		event{"typical_case", [4]float64{services: 0.03}},
		event{"penalty", [4]float64{services: 0.12}},
		event{"sustained_complaint_cluster", [4]float64{services: 0.20}})},
}

// silent are the metrics that a whole sector has no use for, although the
// general scheme reads them: they are not applicable.
var silent = map[string][sectors]bool{
	"q_spot": {services: true},
	"q_fpy":  {farms: true, services: true},
}
