package fictional

// industry is an industry of the fictional enterprises with what is typical of it.
type industry struct {
	code   string
	weight [sectors]float64 // its share of each sector; scaled to a sum of one
	rd     float64          // R&D over revenue, percent
	tax    float64          // tax an employee, 10,000 yuan
	output float64          // value added an employee, 10,000 yuan
	no     []string         // metrics that do not concern it
}

// industries are the enterprises' industries by GB/T 4754 code. Those of the
// marine economy are the part of an industry that lives on the sea.
//
// Reference: library default, assumption.
var industries = []industry{
	// code, share of industry, agriculture, services, marine; R&D, tax, output; not concerned
	{code: "A01", weight: [4]float64{0, 50, 0, 0}, rd: 0.8, tax: 0.5, output: 10},
	{code: "A03", weight: [4]float64{0, 25, 0, 0}, rd: 0.8, tax: 0.6, output: 12},
	{code: "A04", weight: [4]float64{0, 25, 0, 22}, rd: 2.4, tax: 0.8, output: 14},
	{code: "C13", weight: [4]float64{10, 0, 0, 22}, rd: 1.8, tax: 2.0, output: 22},
	{code: "C14", weight: [4]float64{7, 0, 0, 4}, rd: 2.0, tax: 3.0, output: 24},
	{code: "C15", weight: [4]float64{4, 0, 0, 0}, rd: 1.2, tax: 6.0, output: 32},
	{code: "C17", weight: [4]float64{3, 0, 0, 0}, rd: 2.0, tax: 2.0, output: 18},
	{code: "C18", weight: [4]float64{6, 0, 0, 0}, rd: 1.5, tax: 2.0, output: 16},
	{code: "C26", weight: [4]float64{8, 0, 0, 4}, rd: 3.5, tax: 4.5, output: 40},
	{code: "C27", weight: [4]float64{4, 0, 0, 10}, rd: 6.0, tax: 6.0, output: 38, no: []string{"s_msc"}},
	{code: "C29", weight: [4]float64{10, 0, 0, 0}, rd: 2.8, tax: 2.5, output: 22},
	{code: "C30", weight: [4]float64{3, 0, 0, 0}, rd: 2.2, tax: 3.0, output: 24},
	{code: "C33", weight: [4]float64{5, 0, 0, 0}, rd: 2.5, tax: 2.8, output: 24},
	{code: "C34", weight: [4]float64{7, 0, 0, 0}, rd: 3.8, tax: 3.5, output: 27},
	{code: "C35", weight: [4]float64{9, 0, 0, 12}, rd: 5.2, tax: 4.0, output: 28, no: []string{"q_safe", "q_trace", "s_msc", "b_gi"}},
	{code: "C36", weight: [4]float64{6, 0, 0, 0}, rd: 4.0, tax: 5.0, output: 34},
	{code: "C37", weight: [4]float64{4, 0, 0, 16}, rd: 5.0, tax: 3.2, output: 28, no: []string{"q_safe", "q_trace", "s_msc", "b_gi"}},
	{code: "C38", weight: [4]float64{9, 0, 0, 0}, rd: 4.0, tax: 4.5, output: 30},
	{code: "C39", weight: [4]float64{4, 0, 0, 0}, rd: 6.0, tax: 4.0, output: 30},
	{code: "C40", weight: [4]float64{3, 0, 0, 0}, rd: 6.0, tax: 4.0, output: 30},
	{code: "F51", weight: [4]float64{0, 0, 16, 0}, rd: 0.6, tax: 3.0, output: 24, no: []string{"s_energy"}},
	{code: "F52", weight: [4]float64{0, 0, 16, 0}, rd: 0.6, tax: 1.5, output: 14},
	{code: "G55", weight: [4]float64{0, 0, 6, 10}, rd: 1.5, tax: 3.5, output: 36, no: []string{"q_safe", "q_fpy", "s_msc", "i_first"}},
	{code: "H61", weight: [4]float64{0, 0, 10, 0}, rd: 0.7, tax: 1.2, output: 10},
	{code: "H62", weight: [4]float64{0, 0, 14, 0}, rd: 0.7, tax: 1.0, output: 10},
	{code: "I65", weight: [4]float64{0, 0, 20, 0}, rd: 8.0, tax: 4.0, output: 34},
	{code: "M74", weight: [4]float64{0, 0, 10, 0}, rd: 4.5, tax: 3.0, output: 26},
	{code: "R90", weight: [4]float64{0, 0, 8, 0}, rd: 0.8, tax: 3.0, output: 20},
}

func industryCodes() []string {
	codes := make([]string, len(industries))
	for i := range industries {
		codes[i] = industries[i].code
	}
	return codes
}

// industriesOf are the positions of each sector's industries, and
// industryWeights their shares.
var industriesOf, industryWeights = byShare()

func byShare() (positions [sectors][]int, shares [sectors][]float64) {
	for s := range sectors {
		sum := 0.0
		for i, row := range industries {
			if w := row.weight[s]; w > 0 {
				positions[s], shares[s] = append(positions[s], i), append(shares[s], w)
				sum += w
			}
		}
		for i := range shares[s] {
			shares[s][i] /= sum
		}
	}
	return positions, shares
}
