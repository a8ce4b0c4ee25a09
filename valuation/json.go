package valuation

import (
	"encoding/json"

	"github.com/brandvalue/brandvalue/internal/document"
)

// DecodeCoefficient reads a mapping as it stands in an edition:
//
//	{"kind": "logistic", "min": 0.6, "max": 2, "slope": 0.08, "reference": 50}
func DecodeCoefficient(data []byte) (Coefficient, error) {
	c, err := document.Choose(data, Coefficients())
	if err != nil {
		return nil, err
	}
	return c, c.Check()
}

// EncodeCoefficient writes a mapping as DecodeCoefficient reads it.
func EncodeCoefficient(c Coefficient) ([]byte, error) { return document.Tag(c) }

// excessEarningsJSON is ExcessEarnings with every parameter written.
type excessEarningsJSON struct {
	Years    int             `json:"years"`
	Timing   Timing          `json:"timing"`
	Fade     bool            `json:"fade"`
	Forecast json.RawMessage `json:"forecast"`
	Guards   Guards          `json:"guards"`
	Spread   Spread          `json:"spread"`
}

// UnmarshalJSON reads the method as it stands in an edition, every parameter written.
func (m *ExcessEarnings) UnmarshalJSON(data []byte) error {
	var d excessEarningsJSON
	if err := document.Decode(data, &d); err != nil {
		return err
	}
	forecast, err := document.Choose(d.Forecast, Forecasts())
	if err != nil {
		return err
	}
	*m = ExcessEarnings{Years: d.Years, Timing: d.Timing, Fade: d.Fade, Forecast: forecast, Guards: d.Guards, Spread: d.Spread}
	return m.Check()
}

// MarshalJSON writes the method as UnmarshalJSON reads it.
func (m ExcessEarnings) MarshalJSON() ([]byte, error) {
	forecast, err := document.Tag(m.forecast())
	if err != nil {
		return nil, err
	}
	timing := m.Timing
	if timing == "" {
		timing = YearEnd
	}
	return json.Marshal(excessEarningsJSON{m.Years, timing, m.Fade, forecast, m.Guards, m.Spread})
}
