package experts

// Text is a name in Chinese and English.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// Band is a stretch of a coefficient with a word for it: from From up to the next
// band. Above says that From itself still belongs to the band below.
type Band struct {
	From  float64 `json:"from"`
	Above bool    `json:"above"`
	Name  Text    `json:"name"`
}

// Bands puts a coefficient into words. What lies below the first band has the
// name Below.
type Bands struct {
	Title  string `json:"title"`
	Source string `json:"source"`
	Below  Text   `json:"below"`
	Bands  []Band `json:"bands"` // ascending
}

// Of is the word for a coefficient.
func (b Bands) Of(value float64) Text {
	name := b.Below
	for _, band := range b.Bands {
		if value > band.From || (value == band.From && !band.Above) {
			name = band.Name
		}
	}
	return name
}

// KooLi2016 is the usual reading of intraclass correlations: below 0.5 poor, to
// 0.75 moderate, to 0.9 good, above 0.9 excellent. The paper leaves 0.75 itself
// open; here it is good. It asks to read the interval, not the estimate alone.
//
// Reference: Koo and Li, A guideline of selecting and reporting intraclass
// correlation coefficients for reliability research (2016); cut-offs recalled.
func KooLi2016() Bands {
	return Bands{
		Title:  "Reliability by intraclass correlation",
		Source: "Koo and Li 2016 (recalled)",
		Below:  Text{"差", "poor"},
		Bands: []Band{
			{0.5, false, Text{"中等", "moderate"}},
			{0.75, false, Text{"良好", "good"}},
			{0.9, true, Text{"优秀", "excellent"}},
		},
	}
}

// LandisKoch1977 is the usual reading of kappa: below 0 poor, to 0.20 slight, to
// 0.40 fair, to 0.60 moderate, to 0.80 substantial, above almost perfect.
//
// Reference: Landis and Koch, The measurement of observer agreement for
// categorical data, Biometrics 33 (1977) 159-174; cut-offs recalled.
func LandisKoch1977() Bands {
	return Bands{
		Title:  "Agreement by kappa",
		Source: "Landis and Koch 1977 (recalled)",
		Below:  Text{"差", "poor"},
		Bands: []Band{
			{0, false, Text{"轻微", "slight"}},
			{0.2, true, Text{"尚可", "fair"}},
			{0.4, true, Text{"中等", "moderate"}},
			{0.6, true, Text{"显著", "substantial"}},
			{0.8, true, Text{"几乎完全一致", "almost perfect"}},
		},
	}
}
