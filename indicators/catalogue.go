package indicators

import (
	"embed"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/brandvalue/brandvalue/internal/document"
)

//go:embed schemes/*.json
var schemeFiles embed.FS

// catalogueDocument is the form of the embedded catalogue.
type catalogueDocument struct {
	Title   Text     `json:"title"`
	Status  string   `json:"status"`
	Metrics []Metric `json:"metrics"`
}

// Catalogue lists the metrics of the default schemes. All of them are
// proposals; each says where its rule comes from.
func Catalogue() []Metric {
	data, err := schemeFiles.ReadFile("schemes/metrics.json")
	if err != nil {
		panic(err) // embedded: always there
	}
	metrics, err := readCatalogue(data)
	if err != nil {
		panic(err) // embedded: held by a test
	}
	return metrics
}

// catalogue is the Catalogue read once, for looking metrics up; nobody changes it.
var catalogue = sync.OnceValue(func() map[string]*Metric {
	metrics := Catalogue()
	known := make(map[string]*Metric, len(metrics))
	for i := range metrics {
		known[metrics[i].Code] = &metrics[i]
	}
	return known
})

func readCatalogue(data []byte) ([]Metric, error) {
	var d catalogueDocument
	if err := document.Decode(data, &d); err != nil {
		return nil, err
	}
	var faults []error
	seen := map[string]bool{}
	for i := range d.Metrics {
		m := &d.Metrics[i]
		if seen[m.Code] {
			faults = append(faults, &Fault{"metrics/" + m.Code, "defined twice"})
		}
		seen[m.Code] = true
		faults = append(faults, placed("metrics/"+m.Code, m.check())...)
	}
	return d.Metrics, errors.Join(faults...)
}

// SchemeCodes are the embedded schemes: the general standard, and the special
// ones of the four sectors, whose codes are those of the sectors.
func SchemeCodes() []string {
	return []string{"general", "industry", "agriculture", "services", "marine"}
}

// OpenScheme gives an embedded scheme by its code. All are proposals.
func OpenScheme(code string) (*Scheme, error) {
	for _, known := range SchemeCodes() {
		if code == known {
			data, err := schemeFiles.ReadFile("schemes/" + code + ".json")
			if err != nil {
				return nil, err
			}
			return ReadScheme(data)
		}
	}
	return nil, fmt.Errorf("scheme %q is not one of the embedded ones: %s", code, strings.Join(SchemeCodes(), ", "))
}
