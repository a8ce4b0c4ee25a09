package indicators

import (
	"strconv"

	"github.com/brandvalue/brandvalue/dataset"
)

// Explanation is how one subject came to its score, as a value: rows in the
// order of the scheme, each node before its children.
type Explanation struct {
	Scheme    string           `json:"scheme"`
	Title     Text             `json:"title"`
	Total     float64          `json:"total"`
	FullScore float64          `json:"full_score"`
	Coverage  float64          `json:"coverage"`
	Rateable  bool             `json:"rateable"`
	Scaled    bool             `json:"scaled"` // dimensions were left out
	Rows      []ExplanationRow `json:"rows"`
	Issues    []dataset.Issue  `json:"issues"` // values that could not be used
}

// ExplanationRow is one node of the scheme.
type ExplanationRow struct {
	Level     int    `json:"level"` // 0 is a dimension
	Code      string `json:"code"`
	Name      Text   `json:"name"`
	Indicator bool   `json:"indicator"`
	Mean      Mean   `json:"mean"` // of a node above indicators

	Reported    []Figure         `json:"reported"` // as it was reported, column by column
	Unit        Text             `json:"unit"`
	State       dataset.State    `json:"state"`
	Evidence    dataset.Evidence `json:"evidence"`
	MinEvidence dataset.Evidence `json:"min_evidence"`
	Rule        Text             `json:"rule"`
	Counted     string           `json:"counted"`  // the figure that counted, of a best-of
	Measured    float64          `json:"measured"` // what the scale was read at
	Segment     Segment          `json:"segment"`  // the piece of the scale it lies on

	Fraction float64 `json:"fraction"` // the rule's, or the node's mean
	Factor   float64 `json:"factor"`   // for the evidence
	Weight   float64 `json:"weight"`   // as in the scheme
	// Points are weight times fraction times factor, of a dimension its score.
	Points float64 `json:"points"`
	// Additive tells whether Effective and Contribution exist: where all means
	// above are arithmetic. The contributions of the indicators sum to the total.
	Additive     bool    `json:"additive"`
	Effective    float64 `json:"effective"`    // the weight after reallocation and scaling
	Contribution float64 `json:"contribution"` // to the total
	Reason       Text    `json:"reason"`       // why it earns less than its rule gives
}

// Figure is the content of a column.
type Figure struct {
	Column string        `json:"column"`
	State  dataset.State `json:"state"`
	Text   string        `json:"text"`
}

// Segment is a piece of a scale between two points; they are one where the
// scale is flat beyond its end.
type Segment struct{ X0, Y0, X1, Y1 float64 }

// Explain evaluates one row of a batch as Evaluate does, listening, and says how
// its score came about. It allocates, and leaves the batch as it was.
//
// Reference: library default, assumption; the score is that of Evaluate.
func (b *Binding) Explain(batch *dataset.Batch, row int) *Explanation {
	var s Scores
	s.Reset(batch.Rows, len(b.e.dimensions))
	r := &recorder{}
	s.view.record = r
	before := len(batch.Issues)
	b.Evaluate(batch, []int32{int32(row)}, &s)
	own := b.e.scheme
	x := &Explanation{
		Scheme: own.Code, Title: own.Title, FullScore: own.FullScore,
		Total: s.Total[row], Coverage: s.Coverage[row], Rateable: s.Rateable[row], Scaled: s.Scaled[row],
		Issues: append([]dataset.Issue{}, batch.Issues[before:]...),
	}
	batch.Issues = batch.Issues[:before]
	t := &teller{b: b, batch: batch, row: row, record: r, scores: &s, into: x}
	t.scale = t.scaling()
	for i := range own.Dimensions {
		t.dimension(i)
	}
	return x
}

// teller writes the rows of an explanation.
type teller struct {
	b         *Binding
	batch     *dataset.Batch
	row       int
	record    *recorder
	scores    *Scores
	into      *Explanation
	scale     float64 // of the total for the dimensions left out, 0 without a total
	dim       int
	effective float64 // of a point of weight in the dimension
	additive  bool
}

func (t *teller) scaling() float64 {
	remaining := 0.0
	for i, d := range t.b.e.dimensions {
		if t.scores.Dimensions[i].Rateable[t.row] {
			remaining += d.node.Weight
		}
	}
	return share(t.into.FullScore, remaining)
}

func (t *teller) dimension(i int) {
	d, s := t.b.e.dimensions[i], &t.scores.Dimensions[i]
	t.dim, t.effective = i, 0
	t.additive = d.mean == Arithmetic && t.b.e.scheme.Mean == Arithmetic
	at := t.node(d.node, 0)
	r := &t.into.Rows[at]
	r.Points, r.Additive, r.State = s.Points[t.row], t.b.e.scheme.Mean == Arithmetic, dataset.Present
	if !s.Rateable[t.row] {
		r.State, r.Reason = dataset.NotApplicable, t.whyNotRated(d)
		r.Additive = true
	} else {
		scored := s.Applicable[t.row]
		if t.b.e.policy.missing().leaves() {
			scored = s.Available[t.row]
		}
		r.Fraction = share(r.Points, r.Weight)
		r.Effective, r.Contribution = r.Weight*t.scale, r.Points*t.scale
		t.effective = r.Weight * t.scale / scored
	}
	t.children(d.node, 1)
}

func (t *teller) whyNotRated(d *branch) Text {
	if d.node.NotRateable != (Text{}) {
		return d.node.NotRateable
	}
	return Text{"可适用或有数据的权重不足,该维度不评,总分按其余权重折算",
		"too little of its weight is applicable or known: left out, the total scaled by the weights that remain"}
}

// node appends the row of a node above indicators and gives its place.
func (t *teller) node(n *Node, level int) int {
	t.into.Rows = append(t.into.Rows, ExplanationRow{
		Level: level, Code: n.Code, Name: n.Name, Mean: n.Mean, Weight: n.Weight, Factor: 1,
	})
	return len(t.into.Rows) - 1
}

func (t *teller) children(n *Node, level int) {
	for i := range n.Children {
		c := &n.Children[i]
		if c.Metric != "" {
			t.indicator(c, level)
			continue
		}
		whole := t.additive
		t.additive = whole && c.Mean == Arithmetic
		at := t.node(c, level)
		t.children(c, level+1)
		t.group(at, c)
		t.additive = whole
	}
}

// group completes a node whose children stand after it.
func (t *teller) group(at int, n *Node) {
	r := &t.into.Rows[at]
	r.State = dataset.Present
	if t.additive {
		r.Additive = true
		for _, below := range t.into.Rows[at+1:] {
			if below.Indicator {
				r.Effective += below.Effective
				r.Contribution += below.Contribution
				r.Points += below.Points
			}
		}
		r.Fraction = share(r.Contribution, r.Effective)
		return
	}
	r.State = dataset.NotApplicable
	for _, b := range t.record.branches {
		if b.branch.node == n {
			r.State, r.Fraction, r.Points = dataset.Present, b.fraction, b.fraction*n.Weight
		}
	}
}

// reported are the columns of an item.
func (t *teller) reported(item string) []Figure {
	var figures []Figure
	for k, f := range t.b.e.fields {
		if dataset.Item(f.Name) != item {
			continue
		}
		figure := Figure{Column: f.Name}
		if at := t.b.at[k]; at >= 0 {
			c := &t.batch.Columns[at]
			figure.State = c.State[t.row]
			switch {
			case figure.State != dataset.Present:
			case f.Type == dataset.Word:
				figure.Text = c.Word(t.row)
			default:
				figure.Text = strconv.FormatFloat(c.Float[t.row], 'g', -1, 64)
			}
		}
		figures = append(figures, figure)
	}
	return figures
}
