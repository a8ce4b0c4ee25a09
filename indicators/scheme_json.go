package indicators

import (
	"encoding/json"
	"errors"

	"github.com/brandvalue/brandvalue/internal/document"
)

// schemeDocument is a scheme's JSON before its weighting is chosen.
type schemeDocument struct {
	Code       string          `json:"code"`
	Title      Text            `json:"title"`
	Status     string          `json:"status"`
	Source     Source          `json:"source"`
	FullScore  float64         `json:"full_score"`
	Mean       Mean            `json:"mean"`
	Metrics    []Metric        `json:"metrics"`
	Dimensions []Node          `json:"dimensions"`
	Weighting  json.RawMessage `json:"weighting,omitempty"`
	Fitted     *Fitted         `json:"fitted,omitempty"`
}

// UnmarshalJSON reads a scheme strictly, without checking it as a whole.
func (s *Scheme) UnmarshalJSON(data []byte) error {
	var d schemeDocument
	if err := document.Decode(data, &d); err != nil {
		return err
	}
	weighting, faults := readWeighting(d.Weighting)
	*s = Scheme{
		Code: d.Code, Title: d.Title, Status: d.Status, Source: d.Source, FullScore: d.FullScore, Mean: d.Mean,
		Metrics: d.Metrics, Dimensions: d.Dimensions, Weighting: weighting, Fitted: d.Fitted, faults: faults,
	}
	return nil
}

// MarshalJSON writes a scheme with all its parameters.
func (s Scheme) MarshalJSON() ([]byte, error) {
	weighting, err := writeWeighting(s.Weighting)
	return joinedJSON(schemeDocument{
		s.Code, s.Title, s.Status, s.Source, s.FullScore, s.Mean, s.Metrics, s.Dimensions, weighting, s.Fitted,
	}, err)
}

func joinedJSON(v any, err error) ([]byte, error) {
	data, err2 := json.Marshal(v)
	return data, errors.Join(err, err2)
}
