package valuation

import (
	"encoding/json"
	"errors"
	"fmt"

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
	if err := c.Check(); err != nil {
		return nil, err
	}
	return c, nil
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
	err := document.Decode(data, &d)
	forecast, fault := decodeForecast(data)
	if err := errors.Join(err, fault); err != nil {
		return err
	}
	*m = ExcessEarnings{Years: d.Years, Timing: d.Timing, Fade: d.Fade, Forecast: forecast, Guards: d.Guards, Spread: d.Spread}
	return m.Check()
}

// decodeForecast reads the forecast of a method, whose other members may have
// faults; an absent one is a fault of the method.
func decodeForecast(data []byte) (Forecast, error) {
	var d struct {
		Forecast json.RawMessage `json:"forecast"`
	}
	if err := json.Unmarshal(data, &d); err != nil || d.Forecast == nil || string(d.Forecast) == "null" {
		return nil, nil
	}
	forecast, err := document.Choose(d.Forecast, Forecasts())
	if err != nil {
		return nil, fmt.Errorf("forecast: %w", err)
	}
	return forecast, nil
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
