package main

import (
	"encoding/json"
	"fmt"

	"github.com/brandvalue/brandvalue/valuation"
)

// excessEarnings values explicit earnings on assets that stay the same. A case
// without positive brand cash flow has flows and rate, and no value.
func excessEarnings(inputs json.RawMessage) (figures, error) {
	var in struct {
		Earnings   []float64        `json:"P_A"`
		Current    float64          `json:"A_current_tangible"`
		NonCurrent float64          `json:"A_noncurrent_tangible"`
		Short      float64          `json:"rate_short"`
		Long       float64          `json:"rate_long"`
		BrandShare float64          `json:"beta"`
		Return     float64          `json:"Z"`
		K          float64          `json:"K"`
		Growth     float64          `json:"g"`
		Timing     valuation.Timing `json:"timing"`
	}
	if err := readInputs(inputs, &in); err != nil {
		return nil, err
	}
	c := valuation.Case{
		Basis:     valuation.Basis{Earnings: valuation.OperatingProfit, Charge: valuation.GrossTangible},
		ShortRate: in.Short, LongRate: in.Long, BrandShare: in.BrandShare,
		IndustryReturn: in.Return, Coefficient: in.K, TerminalGrowth: in.Growth,
	}
	for _, earnings := range in.Earnings {
		c.Explicit = append(c.Explicit, valuation.Year{Earnings: earnings, Current: in.Current, NonCurrent: in.NonCurrent})
	}
	method := valuation.ExcessEarnings{Timing: in.Timing}
	if err := method.Check(); err != nil {
		return nil, err
	}
	v, sheet, err := method.Explain(&c)
	if err != nil {
		return nil, err
	}
	got := figures{"I_A": number(sheet, "I_A(1)"), "F": flows(sheet, len(c.Explicit)), "F_T1": v.TerminalFlow, "R": v.Rate}
	if v.Status != valuation.NotApplicable {
		got["explicit"], got["terminal"], got["V"] = v.Explicit, v.Terminal, v.Yuan
	}
	return got, nil
}

// flows are F_1 to F_T of a worksheet.
func flows(sheet *valuation.Worksheet, years int) []any {
	list := make([]any, years)
	for t := range list {
		list[t] = number(sheet, fmt.Sprintf("F_%d", t+1))
	}
	return list
}

// number is the figure of a symbol in a worksheet, nil where it has none.
func number(sheet *valuation.Worksheet, symbol string) any {
	for _, line := range sheet.Lines {
		if line.Symbol == symbol {
			return line.Number
		}
	}
	return nil
}
