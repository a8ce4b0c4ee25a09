package annual_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// TestServiceOfOneEnterprise holds what the benchmark measures to be the whole
// work: a score from 64 indicators and a value.
func TestServiceOfOneEnterprise(t *testing.T) {
	d := newDesk64(t)
	got, err := d.serve(newEnterprise64())
	require.NoError(t, err)
	require.Equal(t, 1, got.Rows)
	assert.Equal(t, annual.StatusValued, col(t, got, annual.ColStatus).Word(0), col(t, got, annual.ColIssues).Word(0))
	assert.Equal(t, 1.0, col(t, got, annual.ColCoverage).Float[0], "every indicator has a value")
	assert.Equal(t, dataset.Present, col(t, got, annual.ColValue).State[0])
	assert.Positive(t, col(t, got, annual.ColValue).Int[0])
}

func TestServiceAllocatesNothing(t *testing.T) {
	d, e := newDesk64(t), newEnterprise64()
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		if _, err := d.serve(e); err != nil {
			panic(err)
		}
	}))
}

// TestServiceLinksNoReaderOfFiles asks the go command for all that the example
// of a service links.
func TestServiceLinksNoReaderOfFiles(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "example_service_test.go", nil, parser.ImportsOnly)
	require.NoError(t, err)
	args := []string{"list", "-deps"}
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		require.NoError(t, err)
		args = append(args, path)
	}
	require.Contains(t, args, "github.com/brandvalue/brandvalue/valuation/annual")
	out, err := exec.Command("go", args...).CombinedOutput()
	require.NoError(t, err, string(out))
	linked := strings.Fields(string(out))
	require.Contains(t, linked, "github.com/brandvalue/brandvalue/indicators")
	for _, path := range linked {
		assert.NotContains(t, path, "parquet")
	}
}

// TestServiceIsForManyCallers sends requests at once; the example's pool gives
// each a desk of its own.
func TestServiceIsForManyCallers(t *testing.T) {
	s, err := newService("listed-2015")
	require.NoError(t, err)
	ask := func(profit int) string {
		body := fmt.Sprintf(`{"key": "stock:600600", "name": "n", "kind": "enterprise", "sector": "industry", "industry": "beer", "year": 2015,
			"net_profit": %d, "roe": 10.4, "current_assets": 1, "total_assets": 2, "net_margin": 6, "revenue_growth": 1, "gross_margin__x": 30,
			"equity_ratio": 50, "quick_ratio": 1, "receivable_turnover": 9, "operating_cash_to_sales": 0.1}`, profit)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("POST", "/", strings.NewReader(body)))
		return w.Body.String()
	}
	want := make([]string, 20)
	for i := range want {
		want[i] = ask(1e9 + i*1e8)
		require.Contains(t, want[i], "亿元")
	}
	require.NotEqual(t, want[0], want[1])
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i := range want {
				assert.Equal(t, want[i], ask(1e9+i*1e8))
			}
		})
	}
	group.Wait()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest("POST", "/", strings.NewReader(`{"key": "stock:1", "kind": "enterprise", "year": 2014}`)))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code, "a row of another year has no result")
}

// BenchmarkService is a request: an enterprise as a struct is filled in,
// evaluated on 64 indicators and valued. Its parts are measured beside it.
func BenchmarkService(b *testing.B) {
	d, e := newDesk64(b), newEnterprise64()
	if _, err := d.serve(e); err != nil {
		b.Fatal(err)
	}
	run := func(name string, f func()) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
		})
	}
	run("whole", func() {
		if _, err := d.serve(e); err != nil {
			b.Fatal(err)
		}
	})
	run("fill", func() {
		if err := d.form.Fill(d.batch, 0, e); err != nil {
			b.Fatal(err)
		}
	})
	run("assess", func() { d.desk.Assess(d.batch) }) // of what was filled in last
}
