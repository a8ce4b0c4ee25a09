package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/internal/sharedtest"
)

// built is what the go command says of a package that it has compiled.
type built struct {
	ImportPath string
	Name       string
	Export     string // the file with its exported types, empty where it does not compile
	Deps       []string
}

// service are the rooms that a program scoring and valuing one enterprise
// links, and where the formulas stand.
var service = []string{"indicators", "valuation"}

// compiled lists the packages of the service rooms and all they depend on.
var compiled = sync.OnceValues(func() ([]built, error) {
	root, err := filepath.Abs("../..")
	if err != nil {
		return nil, err
	}
	args := []string{"list", "-e", "-export", "-deps", "-json=ImportPath,Name,Export,Deps"}
	for _, room := range service {
		if _, err := os.Stat(filepath.Join(root, room)); err == nil {
			args = append(args, "./"+room+"/...")
		}
	}
	var stderr bytes.Buffer
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Stderr = root, &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w\n%s", err, stderr.Bytes())
	}
	return decode(out)
})

func decode(out []byte) (all []built, err error) {
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var b built
		if err := d.Decode(&b); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, b)
	}
}

// TestServiceLinksNoParquet looks through all dependencies: the arrows forbid
// the import itself, this the way round.
func TestServiceLinksNoParquet(t *testing.T) {
	all, err := compiled()
	require.NoError(t, err, "the go command in %s", sharedtest.Root(t))
	for _, b := range all {
		if !under(b.ImportPath, module) {
			continue
		}
		for _, far := range []string{"github.com/parquet-go/parquet-go", module + "/dataset/parquetfile"} {
			for _, dep := range b.Deps {
				assert.False(t, under(dep, far), "%s links %s: a service that scores and values one enterprise must not; see go list -deps %s",
					b.ImportPath, dep, b.ImportPath)
			}
		}
	}
}
