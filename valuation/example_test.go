package valuation_test

import (
	"fmt"

	"github.com/brandvalue/brandvalue/internal/rounding"
	"github.com/brandvalue/brandvalue/valuation"
)

func ExampleExcessEarnings_Value() {
	c := valuation.Case{
		Basis: valuation.Basis{Earnings: valuation.OperatingProfit, Charge: valuation.GrossTangible},
		Explicit: []valuation.Year{
			{Earnings: 1200, Current: 5000, NonCurrent: 8000},
			{Earnings: 1320, Current: 5000, NonCurrent: 8000},
		},
		ShortRate: 0.0435, LongRate: 0.049, BrandShare: 0.6,
		IndustryReturn: 0.075, Coefficient: 0.92, TerminalGrowth: 0.02,
	}
	v, err := valuation.ExcessEarnings{}.Value(&c)
	fmt.Printf("%.2f, %.0f %% of it terminal, %s, %v\n", v.Yuan, 100*v.TerminalShare, v.Status, err)
	// Output: 8469.88, 92 % of it terminal, valued, <nil>
}

func ExampleExcessEarnings_Explain() {
	c := valuation.Case{
		Basis:     valuation.Basis{Earnings: valuation.OperatingProfit, Charge: valuation.GrossTangible},
		Explicit:  []valuation.Year{{Earnings: 110, Current: 100, NonCurrent: 200}},
		ShortRate: 0.04, LongRate: 0.03, BrandShare: 0.5, IndustryReturn: 0.1, Coefficient: 1,
	}
	_, sheet, err := valuation.ExcessEarnings{}.Explain(&c)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range sheet.Lines[3:18] {
		fmt.Printf("%s %.6g %s\n", line.Symbol, line.Number, line.Unit)
	}
	// Output:
	// P_A(1) 110 元
	// A_CT(1) 100 元
	// A_NCT(1) 200 元
	// I_A(1) 10 元
	// F(1) 50 元
	// F_1 50 元
	// g 0 1/year
	// F_{T+1} 50 元
	// Z 0.1 1/year
	// K 1 1
	// R 0.1 1/year
	// PV 45.4545 元
	// TV 454.545 元
	// V_B 500 元
	// TV/V 0.909091 1
}

func ExampleStrength() {
	s, err := valuation.Strength([]float64{0.25, 0.75}, []float64{80, 90})
	fmt.Println(s, valuation.DefaultLogistic.K(s) < 1, err)
	// Output: 87.5 true <nil>
}

func ExamplePublished() {
	p := valuation.Published{Unit: valuation.HundredMillionYuan, Places: 2, Rule: rounding.HalfEven}
	fen, err := p.Fen(11_203_123_456.78)
	fmt.Println(p.String(fen), err)
	// Output: 112.03 亿元 <nil>
}
