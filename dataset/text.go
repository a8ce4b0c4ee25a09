package dataset

// Text is a name or sentence of a published table in both languages.
type Text struct {
	Chinese string `json:"zh"`
	English string `json:"en"`
}

// In is the text in the language "zh" or "en", and both, the Chinese first,
// for anything else.
func (t Text) In(language string) string {
	switch {
	case language == "zh" || t.English == "" || t.English == t.Chinese:
		return t.Chinese
	case language == "en" || t.Chinese == "":
		return t.English
	}
	return t.Chinese + " " + t.English
}
