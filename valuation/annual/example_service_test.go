package annual_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// service evaluates and values one enterprise a request. It opens no file and
// links no reader of files.
type service struct {
	edition *annual.Edition
	form    *dataset.Form
	free    sync.Pool // of *place
}

// place is what one request works with.
type place struct {
	desk  *annual.Desk
	batch *dataset.Batch
}

// company is a request as a type of one's own; tags name the columns. Money is
// yuan, rates are percent. A nil pointer is a figure that is not known.
type company struct {
	Key      string `json:"key" brandvalue:"key"`
	Name     string `json:"name" brandvalue:"name"`
	Kind     string `json:"kind" brandvalue:"kind"`
	Sector   string `json:"sector" brandvalue:"sector"`
	Industry string `json:"industry" brandvalue:"industry"`
	Year     int    `json:"year" brandvalue:"year"`

	Revenue       float64  `json:"revenue" brandvalue:"revenue"`
	RevenueBefore float64  `json:"revenue_before" brandvalue:"revenue__1"`
	Growth        float64  `json:"growth" brandvalue:"revenue_growth"`
	Profit        float64  `json:"profit" brandvalue:"net_profit"`
	ProfitBefore  *float64 `json:"profit_before" brandvalue:"net_profit__1"`
	Return        float64  `json:"return" brandvalue:"roe"`
	ReturnBefore  *float64 `json:"return_before" brandvalue:"roe__1"`
	NetMargin     float64  `json:"net_margin" brandvalue:"net_margin"`
	GrossMargin   struct {
		X float64 `json:"x" brandvalue:"x"`
	} `json:"gross_margin" brandvalue:"gross_margin"`

	Current       float64  `json:"current_assets" brandvalue:"current_assets"`
	CurrentBefore *float64 `json:"current_assets_before" brandvalue:"current_assets__1"`
	Total         float64  `json:"total_assets" brandvalue:"total_assets"`
	TotalBefore   *float64 `json:"total_assets_before" brandvalue:"total_assets__1"`
	EquityRatio   float64  `json:"equity_ratio" brandvalue:"equity_ratio"`
	QuickRatio    float64  `json:"quick_ratio" brandvalue:"quick_ratio"`
	Receivables   float64  `json:"receivable_turnover" brandvalue:"receivable_turnover"`
	CashToSales   float64  `json:"operating_cash_to_sales" brandvalue:"operating_cash_to_sales"`
}

func newService(code string) (*service, error) {
	edition, err := annual.OpenEdition(annual.Editions(), code)
	if err != nil {
		return nil, err
	}
	model, err := edition.Compile()
	if err != nil {
		return nil, err
	}
	s := &service{edition: edition, form: dataset.NewForm(model.Fields())}
	s.free.New = func() any { return &place{model.NewDesk(), s.form.Batch(1)} }
	return s, s.form.Check(company{}) // a misspelt tag is found now and not by a customer
}

// ServeHTTP takes a company at /company and an object of columns anywhere else.
func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var record any
	var err error
	body := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20))
	if r.URL.Path == "/company" {
		c := new(company)
		body.DisallowUnknownFields()
		record, err = c, body.Decode(c)
	} else {
		m := map[string]any{}
		body.UseNumber()
		err = body.Decode(&m)
		record = m
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	p := s.free.Get().(*place)
	defer s.free.Put(p)
	if err := s.form.Fill(p.batch, 0, record); err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	results := p.desk.Assess(p.batch)
	if results.Rows == 0 {
		http.Error(w, fmt.Sprintf("the year is not %d", s.edition.FiscalYear), http.StatusUnprocessableEntity)
		return
	}
	if err := json.NewEncoder(w).Encode(s.answer(results)); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// answer is what a caller is told of the one row.
func (s *service) answer(b *dataset.Batch) map[string]any {
	answer := map[string]any{"caution": s.edition.Disclosure.Caution.English}
	word := func(name string) {
		if text := b.Columns[b.Index(name)].Word(0); text != "" {
			answer[name] = text
		}
	}
	for _, name := range []string{annual.ColStatus, annual.ColReason, annual.ColIssues} {
		word(name)
	}
	if c := &b.Columns[b.Index(annual.ColTotal)]; c.State[0] == dataset.Present {
		answer[annual.ColTotal] = dataset.DecimalNumber(c.Int[0], c.Field.Scale)
	}
	for _, name := range []string{annual.ColValue, annual.ColLow, annual.ColHigh} {
		if c := &b.Columns[b.Index(name)]; c.State[0] == dataset.Present {
			answer[name] = s.edition.Money.String(c.Int[0])
		}
	}
	return answer
}

// A service evaluates and values Tsingtao Brewery from the columns of a JSON
// object, Hisense Electric from a struct, and says what is wrong with a third.
// The figures are those of the annual reports 2014 and 2015; every parameter
// of the edition is an assumption.
func Example_service() {
	s, err := newService("listed-2015")
	if err != nil {
		fmt.Println(err)
		return
	}
	server := httptest.NewServer(s)
	defer server.Close()
	post := func(path, body string) {
		response, err := http.Post(server.URL+path, "application/json", strings.NewReader(body))
		if err != nil {
			fmt.Println(err)
			return
		}
		defer response.Body.Close()
		if response.StatusCode != http.StatusOK {
			text, _ := io.ReadAll(response.Body)
			fmt.Printf("%d: %s", response.StatusCode, text)
			return
		}
		var a struct {
			Status string  `json:"status"`
			Total  float64 `json:"total"`
			Value  string  `json:"brand_value"`
			Low    string  `json:"brand_value_low"`
			High   string  `json:"brand_value_high"`
		}
		if err := json.NewDecoder(response.Body).Decode(&a); err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s: total %.1f, brand value %s (%s to %s)\n", a.Status, a.Total, a.Value, a.Low, a.High)
	}
	post("/", `{
	  "key": "stock:600600", "name": "青岛啤酒", "kind": "enterprise", "sector": "industry", "industry": "beer", "year": 2015,
	  "revenue": 27634686000, "revenue__1": 29049321200, "revenue_growth": -4.8698,
	  "net_profit": 1713128900, "net_profit__1": 1990098000, "roe": 10.4, "roe__1": 12.93, "net_margin": 6.199,
	  "current_assets": 11119700000, "current_assets__1": 11313400000, "total_assets": 28522200000, "total_assets__1": 27007500000,
	  "gross_margin": {"x": 37.788}, "equity_ratio": 56.7217, "quick_ratio": 0.9951, "receivable_turnover": 227.0604,
	  "operating_cash_to_sales": 0.0932
	}`)
	post("/company", `{
	  "key": "stock:600060", "name": "海信电器", "kind": "enterprise", "sector": "industry", "industry": "home appliances", "year": 2015,
	  "revenue": 30189986800, "revenue_before": 29007069200, "growth": 4.078,
	  "profit": 1488782400, "profit_before": 1400042000, "return": 12.52, "return_before": 12.93, "net_margin": 4.931,
	  "current_assets": 18274800000, "current_assets_before": 17770700000, "total_assets": 20927100000, "total_assets_before": 20701400000,
	  "gross_margin": {"x": 17.0256}, "equity_ratio": 58.4386, "quick_ratio": 1.8123, "receivable_turnover": 15.7482,
	  "operating_cash_to_sales": 0.0366
	}`)
	post("/", `{"key": "stock:600600", "kind": "enterprise", "year": 2015, "roe": "ten", "net_proft": 1}`)
	// Output:
	// valued: total 689.3, brand value 112.03 亿元 (88.34 亿元 to 152.95 亿元)
	// valued: total 537.3, brand value 64.94 亿元 (48.71 亿元 to 88.17 亿元)
	// 422: column net_proft: not known; close names: net_profit, net_profit__1
	// column roe: found text "ten", wanted number
}
