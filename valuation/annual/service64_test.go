package annual_test

import (
	"encoding/json"
	"io/fs"
	"math"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// scheme64 is a scheme made for measuring a service: all 64 metrics of the
// catalogue, ten points each, three of them under rules that the catalogue does
// not use, so that every kind of rule is there. Nobody is evaluated by it.
func scheme64(t testing.TB) *indicators.Scheme {
	s := &indicators.Scheme{
		Code: "service-64", Title: indicators.Text{Chinese: "测速用方案(64项指标)", English: "scheme for measuring speed, 64 indicators"},
		Status: "demonstration", Source: indicators.Source{Grade: "assumption", Words: "made up"},
	}
	other := map[string]indicators.Rule{
		"i_patent": indicators.WeightedCount{
			Terms: []indicators.CountTerm{
				{Field: "recent", Name: indicators.Text{Chinese: "近三年", English: "last three years"}, Weight: 1},
				{Field: "older", Name: indicators.Text{Chinese: "此前", English: "before"}, Weight: 0.5},
			},
			Steps: indicators.Steps{Cuts: []indicators.Cut{{At: 20, Fraction: 1}, {At: 10, Fraction: 0.75}, {At: 5, Fraction: 0.5}}},
		},
		"i_std":   indicators.PerUnit{Unit: 2, Points: 5, Cap: 30},
		"b_share": indicators.Rank{By: indicators.ByPercentile, Zero: 0.5, Full: 0.95},
	}
	codes := []string{"Q", "I", "B", "E", "S"}
	names := map[string]indicators.Text{
		"Q": {Chinese: "质量", English: "quality"}, "I": {Chinese: "创新", English: "innovation"}, "B": {Chinese: "品牌", English: "brand"},
		"E": {Chinese: "效益", English: "benefit"}, "S": {Chinese: "可持续发展", English: "sustainability"},
	}
	for _, code := range codes {
		s.Dimensions = append(s.Dimensions, indicators.Node{Code: code, Name: names[code]})
	}
	for _, m := range indicators.Catalogue() {
		if rule, ok := other[m.Code]; ok {
			m.Rule = rule
			s.Metrics = append(s.Metrics, m)
		}
		d := &s.Dimensions[slices.Index(codes, string(m.Code[0]-'a'+'A'))]
		d.Children = append(d.Children, indicators.Node{Metric: m.Code, Weight: 10})
		d.Weight += 10
		s.FullScore += 10
	}
	require.Equal(t, 640.0, s.FullScore)
	return s
}

// model64 is edition 2025 with that scheme for every sector.
func model64(t testing.TB) *annual.Model {
	data, err := fs.ReadFile(annual.Editions(), "2025.json")
	require.NoError(t, err)
	var edition map[string]any
	require.NoError(t, json.Unmarshal(data, &edition))
	edition["code"], edition["state"] = "service", "draft"
	edition["schemes"] = map[string]any{"*": map[string]any{"scheme": "service-64", "digest": ""}}
	edition["tiers"], edition["grades"] = scaled(edition["tiers"], 0.64), scaled(edition["grades"], 0.64)
	folder := fstest.MapFS{}
	for name, tree := range map[string]any{"service.json": edition, "schemes/service-64.json": scheme64(t)} {
		data, err := json.Marshal(tree)
		require.NoError(t, err)
		folder[name] = &fstest.MapFile{Data: data}
	}
	e, err := annual.OpenEdition(folder, "service")
	require.NoError(t, err)
	m, err := e.Compile()
	require.NoError(t, err)
	return m
}

// scaled are bands for another full score.
func scaled(bands any, by float64) any {
	for _, b := range bands.([]any) {
		band := b.(map[string]any)
		band["min"] = math.Round(band["min"].(float64) * by)
	}
	return bands
}

// enterprise64 is what a request says of one enterprise, all 64 indicators and
// three years of accounts. It is fictional.
type enterprise64 struct {
	Key      string `brandvalue:"key"`
	Name     string `brandvalue:"name"`
	Kind     string `brandvalue:"kind"`
	Sector   string `brandvalue:"sector"`
	Industry string `brandvalue:"industry"`
	District string `brandvalue:"district"`
	Size     string `brandvalue:"size"`
	Rights   string `brandvalue:"rights"`
	Consent  string `brandvalue:"consent"`
	Year     int    `brandvalue:"year"`

	QCert    string  `brandvalue:"q_cert,E4"`
	QStd     string  `brandvalue:"q_std,E3"`
	QAward   string  `brandvalue:"q_award,E5"`
	QSpot    float64 `brandvalue:"q_spot,E5"`
	QFpy     float64 `brandvalue:"q_fpy,E2"`
	QLoss    float64 `brandvalue:"q_loss,E2"`
	QBench   float64 `brandvalue:"q_bench,E4"`
	QCsat    float64 `brandvalue:"q_csat,E2"`
	QCompl   float64 `brandvalue:"q_compl,E5"`
	QResp    float64 `brandvalue:"q_resp,E2"`
	QTrace   float64 `brandvalue:"q_trace,E3"`
	QGreen   string  `brandvalue:"q_green,E4"`
	QSafe    float64 `brandvalue:"q_safe,E4"`
	QSvcstd  string  `brandvalue:"q_svcstd,E4"`
	QMystery float64 `brandvalue:"q_mystery,E3"`
	QOntime  float64 `brandvalue:"q_ontime,E2"`

	IRd struct {
		X    float64 `brandvalue:"x"`
		Mean float64 `brandvalue:"mean"`
	} `brandvalue:"i_rd,E4"`
	IStaff  float64 `brandvalue:"i_staff,E2"`
	IPatent struct {
		Recent int `brandvalue:"recent"`
		Older  int `brandvalue:"older"`
	} `brandvalue:"i_patent,E5"`
	IStd    float64 `brandvalue:"i_std,E5"`
	INew    float64 `brandvalue:"i_new,E2"`
	ILab    string  `brandvalue:"i_lab,E5"`
	IDigit  string  `brandvalue:"i_digit,E4"`
	ITransf int     `brandvalue:"i_transf,E2"`
	IFirst  string  `brandvalue:"i_first,E4"`
	ISeed   float64 `brandvalue:"i_seed,E2"`
	ISvc    float64 `brandvalue:"i_svc,E3"`

	BTm    string  `brandvalue:"b_tm,E5"`
	BAge   int     `brandvalue:"b_age,E5"`
	BInv   float64 `brandvalue:"b_inv,E2"`
	BShare struct {
		Rank int `brandvalue:"rank"`
		Of   int `brandvalue:"of"`
	} `brandvalue:"b_share,E3"`
	BPrem float64 `brandvalue:"b_prem,E2"`
	BOut  struct {
		Export        float64 `brandvalue:"export_share"`
		OutOfProvince float64 `brandvalue:"out_of_province_share"`
	} `brandvalue:"b_out,E4"`
	BAware  float64  `brandvalue:"b_aware,E3"`
	BNps    float64  `brandvalue:"b_nps,E2"`
	BLoyal  *float64 `brandvalue:"b_loyal,E2"` // nil is missing
	BHonor  string   `brandvalue:"b_honor,E5"`
	BGi     string   `brandvalue:"b_gi,E5"`
	BOnline float64  `brandvalue:"b_online,E2"`

	ERev    float64 `brandvalue:"e_rev,E4"`
	EGrowth float64 `brandvalue:"e_growth,E4"`
	ENag    float64 `brandvalue:"e_nag,E4"`
	ENpm    float64 `brandvalue:"e_npm,E4"`
	ERoe    float64 `brandvalue:"e_roe,E4"`
	ELev    float64 `brandvalue:"e_lev,E4"`
	ETax    float64 `brandvalue:"e_tax__x,E4"` // the mean is the edition's
	EProd   float64 `brandvalue:"e_prod__x,E4"`
	EFarm   float64 `brandvalue:"e_farm,E2"`
	EChain  float64 `brandvalue:"e_chain,E2"`

	SEnergy float64 `brandvalue:"s_energy,E4"`
	SCarbon float64 `brandvalue:"s_carbon,E2"`
	SGreen  string  `brandvalue:"s_green,E5"`
	SEnv    struct {
		Minor int `brandvalue:"penalty_minor"`
	} `brandvalue:"s_env,E5"`
	SAcc struct {
		LostTime int `brandvalue:"lost_time_per_1"`
	} `brandvalue:"s_acc,E5"`
	STrain  float64 `brandvalue:"s_train,E2"`
	SIns    float64 `brandvalue:"s_ins,E4"`
	SCredit string  `brandvalue:"s_credit,E5"`
	SReport string  `brandvalue:"s_report,E3"`
	SGive   float64 `brandvalue:"s_give,E4"`
	SAgchem float64 `brandvalue:"s_agchem,E2"`
	SWaste  float64 `brandvalue:"s_waste,E2"`
	SSea    float64 `brandvalue:"s_sea,E4"`
	SMsc    string  `brandvalue:"s_msc,E3"`
	SAccess struct {
		Penalty int `brandvalue:"penalty"`
	} `brandvalue:"s_access,E4"`

	Revenue    float64 `brandvalue:"revenue"`
	Revenue1   float64 `brandvalue:"revenue__1"`
	Revenue2   float64 `brandvalue:"revenue__2"`
	Profit     float64 `brandvalue:"operating_profit"`
	Profit1    float64 `brandvalue:"operating_profit__1"`
	Profit2    float64 `brandvalue:"operating_profit__2"`
	Current    float64 `brandvalue:"current_tangible"`
	Current1   float64 `brandvalue:"current_tangible__1"`
	Current2   float64 `brandvalue:"current_tangible__2"`
	Noncurrent float64 `brandvalue:"noncurrent_tangible"`
	Before1    float64 `brandvalue:"noncurrent_tangible__1"`
	Before2    float64 `brandvalue:"noncurrent_tangible__2"`
}

func newEnterprise64() *enterprise64 {
	e := &enterprise64{
		Key: "example:0001", Name: "Fictional Fittings", Kind: "enterprise", Sector: "industry", Industry: "C34", District: "Laoshan",
		Size: "medium", Rights: "owner", Consent: "value", Year: 2024,
		QCert: "ISO9001;ISO14001;ISO45001", QStd: "domestic_leading", QAward: "municipal", QSpot: 99, QFpy: 97.7, QLoss: 1.1, QBench: 78, QCsat: 84,
		QCompl: 0.2, QResp: 96, QTrace: 80, QGreen: "green_food", QSafe: 99, QSvcstd: "4star", QMystery: 85, QOntime: 96,
		IStaff: 12, IStd: 6, INew: 28, ILab: "provincial", IDigit: "L2", ITransf: 3, IFirst: "provincial", ISeed: 85, ISvc: 70,
		BTm: "domestic_mark;overseas_or_Madrid", BAge: 22, BInv: 1.5, BPrem: 9, BAware: 38, BNps: 33, BHonor: "provincial", BGi: "provincial", BOnline: 94,
		ERev: 86000, EGrowth: 12.4, ENag: 17, ENpm: 6.8, ERoe: 9.9, ELev: 47, ETax: 5.4, EProd: 31, EFarm: 800, EChain: 20,
		SEnergy: 0.88, SCarbon: 3.1, SGreen: "provincial", STrain: 26, SIns: 99, SCredit: "A", SReport: "published", SGive: 0.2, SAgchem: 60, SWaste: 80, SSea: 96, SMsc: "national",
		Revenue: 860e6, Revenue1: 765e6, Revenue2: 700e6, Profit: 120e6, Profit1: 105e6, Profit2: 95e6,
		Current: 310e6, Current1: 290e6, Current2: 270e6, Noncurrent: 420e6, Before1: 400e6, Before2: 390e6,
	}
	e.IRd.X, e.IRd.Mean = 4.2, 2
	e.IPatent.Recent, e.IPatent.Older = 9, 5
	e.BShare.Rank, e.BShare.Of = 6, 60
	e.BOut.Export, e.BOut.OutOfProvince = 18, 46
	e.SEnv.Minor, e.SAcc.LostTime = 1, 1
	loyal := 55.0
	e.BLoyal = &loyal
	return e
}

// desk64 is a place to serve requests: form, batch and desk, used again and again.
type desk64 struct {
	form  *dataset.Form
	batch *dataset.Batch
	desk  *annual.Desk
}

func newDesk64(t testing.TB) *desk64 {
	m := model64(t)
	form := dataset.NewForm(m.Fields())
	require.NoError(t, form.Check(&enterprise64{}))
	return &desk64{form, form.Batch(1), m.NewDesk()}
}

// serve fills in, evaluates and values one enterprise.
func (d *desk64) serve(e *enterprise64) (*dataset.Batch, error) {

	if err := d.form.Fill(d.batch, 0, e); err != nil {
		return nil, err
	}
	return d.desk.Assess(d.batch), nil
}
