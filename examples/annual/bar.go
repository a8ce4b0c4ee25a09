package main

import (
	"io"
	"os"

	"github.com/schollz/progressbar/v3"

	"github.com/brandvalue/brandvalue/valuation/annual"
)

// bar shows progress on a terminal, and nothing anywhere else.
type bar struct {
	w     io.Writer // nil: no terminal
	stage string
	bar   *progressbar.ProgressBar
}

func newBar(w io.Writer) *bar {
	if f, ok := w.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			return &bar{w: w}
		}
	}
	return &bar{}
}

func (b *bar) show(p annual.Progress) {
	if b.w == nil {
		return
	}
	if p.Stage != b.stage {
		b.finish()
		b.stage = p.Stage
		b.bar = progressbar.NewOptions64(p.Total, progressbar.OptionSetWriter(b.w), progressbar.OptionSetDescription(p.Stage),
			progressbar.OptionShowIts(), progressbar.OptionSetItsString("rows"), progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100_000_000))
	}
	b.bar.Set64(p.Rows)
}

func (b *bar) finish() {
	if b.bar != nil {
		b.bar.Finish()
		b.bar = nil
	}
}
