package annual

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/internal/document"
)

//go:embed editions
var files embed.FS

// Editions are the documents of the library's own editions: 2024 and 2025,
// which are proposals, and listed-2015, a demonstration.
func Editions() fs.FS {
	sub, err := fs.Sub(files, "editions")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return sub
}

// EditionCodes lists the editions of a folder: its JSON documents by name.
func EditionCodes(fsys fs.FS) ([]string, error) {
	names, err := fs.Glob(fsys, "*.json")
	if err != nil {
		return nil, err
	}
	for i, name := range names {
		names[i] = strings.TrimSuffix(name, ".json")
	}
	return names, nil
}

// OpenEdition reads the edition of a folder whose code names the file, with
// the schemes that it refers to: first those in schemes/ of the same folder,
// then the embedded ones of package indicators. It checks everything and
// reports all faults at once, each with its place. A folder of one's own is
// opened with os.DirFS.
func OpenEdition(fsys fs.FS, code string) (*Edition, error) {
	data, err := readNamed(fsys, code)
	if err != nil {
		return nil, err
	}
	e, faults := decodeEdition(data)
	if e != nil {
		faults = append(faults, e.resolve(fsys)...)
		own := e.faults()
		if e.Code != code {
			own = append(own, &fault{"code", fmt.Sprintf("%q is not the name of its file, %s.json", e.Code, code)})
		}
		faults = append(faults, uncaused(own, faults)...)
	}
	if err := joined(code, faults); err != nil {
		return nil, err
	}
	return e, nil
}

// readNamed reads an edition's file; where there is none it names those there are.
func readNamed(fsys fs.FS, code string) ([]byte, error) {
	if name := code + ".json"; plainName(code) {
		data, err := fs.ReadFile(fsys, name)
		if !errors.Is(err, fs.ErrNotExist) {
			return data, err
		}
	}
	codes, err := EditionCodes(fsys)
	if err != nil {
		return nil, err
	}
	known := make(dataset.Terms, len(codes))
	for i, c := range codes {
		known[i].Word = c
	}
	return nil, fmt.Errorf("%w (%w)", known.Check("edition", code), fs.ErrNotExist)
}

// plainName tells whether a word can name a file in any folder.
func plainName(word string) bool {
	return word != "" && !strings.HasPrefix(word, ".") && !strings.ContainsFunc(word, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("-_.", r))
	})
}

// resolve reads the schemes that the edition refers to.
func (e *Edition) resolve(fsys fs.FS) []error {
	e.resolved = map[string]*indicators.Scheme{}
	var faults []error
	for _, sector := range sortedKeys(e.Schemes) {
		name := e.Schemes[sector].Scheme
		if _, known := e.resolved[name]; known || name == "" {
			continue
		}
		s, err := openScheme(fsys, name)
		for _, wrong := range faultsOf(err) {
			faults = append(faults, &fault{"schemes." + sector + " (" + name + ")", wrong.Error()})
		}
		e.resolved[name] = s
	}
	return faults
}

func openScheme(fsys fs.FS, name string) (*indicators.Scheme, error) {
	if !plainName(name) {
		return nil, fmt.Errorf("%q can't name a scheme; letters, digits, hyphens and dots may stand in a name", name)
	}
	data, err := fs.ReadFile(fsys, path.Join("schemes", name+".json"))
	switch {
	case err == nil:
		s, err := indicators.ReadScheme(data)
		if err == nil && s.Code != name {
			err = fmt.Errorf("its code %q is not the name of its file", s.Code)
		}
		if err != nil {
			return nil, err
		}
		return s.Resolve(), nil
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	s, err := indicators.OpenScheme(name)
	if err != nil {
		return nil, fmt.Errorf("there is no file schemes/%s.json beside the edition, and %w", name, err)
	}
	return s.Resolve(), nil
}

// scheme is the resolved scheme of a sector that Schemes has, nil if it could
// not be read.
func (e *Edition) scheme(sector string) *indicators.Scheme {
	return e.resolved[e.Schemes[sector].Scheme]
}

// policy is the edition's evaluation with the means that it pins for the
// metrics of a scheme.
func (e *Edition) policy(s *indicators.Scheme) indicators.Policy {
	p := e.Evaluation
	p.Means = indicators.Means{}
	for _, m := range e.Means {
		if !slices.ContainsFunc(s.Metrics, func(own indicators.Metric) bool { return own.Code == m.Metric }) {
			continue
		}
		if p.Means[m.Metric] == nil {
			p.Means[m.Metric] = map[string]float64{}
		}
		p.Means[m.Metric][m.Industry] = m.Mean
	}
	return p
}

// digested is what an edition's digest is taken over.
type digested struct {
	Edition *Edition                      `json:"edition"`
	Schemes map[string]*indicators.Scheme `json:"schemes"`
}

// Digest is "sha256:" and the hash of the edition and its resolved schemes as
// canonical JSON. How the files are formatted, and in what order their members
// stand, does not matter; any number or word does. It is empty for an edition
// that can't be written as JSON, which Check refuses.
func (e *Edition) Digest() string {
	digest, err := document.Digest(digested{e, e.resolved})
	if err != nil {
		return ""
	}
	return digest
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
