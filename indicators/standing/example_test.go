package standing_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/brandvalue/brandvalue/indicators/standing"
)

func calendar() standing.Calendar {
	data, err := os.ReadFile("testdata/calendar-2025/calendar.json")
	if err != nil {
		log.Fatal(err)
	}
	c, err := standing.ParseCalendar(data)
	if err != nil {
		log.Fatal(err)
	}
	return c
}

// fictional returns the history of a fictional product, recognised on 2025-10-13.
func fictional() *standing.History {
	h, err := standing.New(standing.Qualification{Subject: "fictional-product", Kind: standing.Product, Scope: "refrigerators"},
		calendar(), standing.DefaultTerms())
	if err != nil {
		log.Fatal(err)
	}
	for _, step := range []struct {
		act standing.Act
		on  string
	}{
		{standing.Submit, "2025-09-01"}, {standing.Accept, "2025-09-03"}, {standing.Evaluate, "2025-09-08"},
		{standing.Pass, "2025-09-26"}, {standing.Confirm, "2025-10-13"},
	} {
		_, err := h.Append(standing.Event{Act: step.act, Date: standing.MustDate(step.on), Reason: standing.Ordinary, Document: "fictional-1"})
		if err != nil {
			log.Fatal(err)
		}
	}
	return h
}

func ExampleHistory_Append() {
	h := fictional()
	_, err := h.Append(standing.Event{Act: standing.Cool, Date: standing.MustDate("2025-11-03"), Reason: standing.Ordinary, Document: "fictional-2"})
	fmt.Println(err)
	// Output:
	// standing: entry 6: cool on 2025-11-03 is not legal while recognised: the table has no such act for this state; acts of this state: renew, report, warn, suspend, revoke, cascade, remove, expire, give-up, intend, hear, drop, serve, contest, uphold, annul, restore, announce, complaint, misused, counterfeited, adopt
}

func ExampleHistory_Standing() {
	s := fictional().Standing()
	fmt.Println(s.State.Name().ZH, s.Since, "until", s.ValidUntil)
	fmt.Println(s.LiveOn(standing.MustDate("2028-10-13")), s.LiveOn(standing.MustDate("2028-10-14")))
	// Output:
	// 认定 2025-10-13 until 2028-10-13
	// true false
}

func ExampleHistory_Due() {
	for _, n := range fictional().Due(standing.MustDate("2026-06-30")) {
		fmt.Println(n)
	}
	// Output:
	// product fictional-product: file the yearly report, by 2026-04-30, overdue
	// product fictional-product: yearly report, or a warning, by 2026-06-29, overdue (provisional: holidays not known)
	// product fictional-product: yearly report, or a suspension, by 2026-08-28, pending (provisional: holidays not known)
	// product fictional-product: renewal opens, by 2028-04-12, pending
	// product fictional-product: end of validity, by 2028-10-13, pending
}

func ExampleHistory_Overdue() {
	fmt.Println(len(fictional().Overdue(standing.MustDate("2026-04-30"))), len(fictional().Overdue(standing.MustDate("2026-05-01"))))
	// Output: 0 1
}

// A decision annulled works back; what was published then is annotated.
func ExampleHistory_Annotations() {
	h := fictional()
	for _, e := range []standing.Event{
		{Act: standing.Suspend, Date: standing.MustDate("2025-10-20"), Reason: "RECALL_ORDERED", Found: standing.MustDate("2025-10-20"), Document: "fictional-2"},
		{Act: standing.Annul, Date: standing.MustDate("2025-12-01"), Reason: standing.OwnMotion, Of: 6, Document: "fictional-3"},
		{Act: standing.Restore, Date: standing.MustDate("2025-12-02"), Reason: standing.Ordinary, Of: 6, Document: "fictional-4"},
	} {
		notices, err := h.Append(e)
		if err != nil {
			log.Fatal(err)
		}
		for _, n := range notices {
			fmt.Println(n.Date, n)
		}
	}
	edition := standing.MustDate("2025-11-30")
	fmt.Println(h.At(edition).State, h.Effective(edition).State)
	for _, n := range h.Annotations(edition) {
		fmt.Println(n.Date, n)
	}
	// Output:
	// 2025-10-20 product fictional-product: left, recognised -> suspended
	// 2025-12-02 product fictional-product: joined, suspended -> recognised
	// 2025-12-02 product fictional-product: publish the correction, suspended -> recognised, by 2025-12-09, pending
	// suspended recognised
	// 2025-11-30 product fictional-product: annotate a past edition, suspended -> recognised
}

func ExampleRead() {
	var text bytes.Buffer
	if _, err := fictional().WriteTo(&text); err != nil {
		log.Fatal(err)
	}
	changed := strings.Replace(text.String(), "2025-09-03", "2025-09-02", 1)
	_, err := standing.Read(strings.NewReader(changed), calendar(), standing.DefaultTerms())
	fmt.Println(err)
	h, err := standing.Read(&text, calendar(), standing.DefaultTerms())
	fmt.Println(h.Len(), h.Standing().State, err)
	// Output:
	// standing: line 4: the digest of the line before does not fit: that line or this one was changed
	// 5 recognised <nil>
}

func ExampleCascade() {
	links := []standing.Link{
		{Subject: "fictional-product", Kind: standing.Product, Owner: "fictional-firm", Groups: []string{"appliances"}},
		{Subject: "fictional-firm", Kind: standing.Enterprise, Groups: []string{"appliances", "west coast"}},
		{Subject: "appliances", Kind: standing.Industry},
		{Subject: "west coast", Kind: standing.Region},
	}
	firm := standing.Qualification{Subject: "fictional-firm", Kind: standing.Enterprise, Scope: "appliances"}
	for _, topic := range []standing.Topic{standing.TopicAnnounce, standing.TopicLeft} {
		next, err := standing.Cascade(standing.Notice{Topic: topic, Qualification: firm, Act: standing.Revoke}, links)
		if err != nil {
			log.Fatal(err)
		}
		for _, n := range next {
			fmt.Println(n)
		}
	}
	// Output:
	// product fictional-product: revoke the product with its owner
	// industry appliances: recompute the industry or region
	// region west coast: recompute the industry or region
}

func ExampleRegister_Authorised() {
	var r standing.Register
	err := r.Grant(standing.Authorisation{Holder: "fictional-firm", Product: "refrigerators",
		From: standing.MustDate("2025-10-13"), To: standing.MustDate("2028-10-13"), Document: "fictional-5"})
	if err != nil {
		log.Fatal(err)
	}
	if err := r.End("fictional-firm", "refrigerators", standing.MustDate("2026-06-30"), "fictional-6"); err != nil {
		log.Fatal(err)
	}
	for _, on := range []string{"2026-06-30", "2026-07-01"} {
		_, ok := r.Authorised("fictional-firm", "refrigerators", standing.MustDate(on))
		fmt.Println(on, ok)
	}
	// Output:
	// 2026-06-30 true
	// 2026-07-01 false
}

func ExampleTerms() {
	text, err := json.Marshal(standing.DefaultTerms().CooldownFraud)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
	var terms standing.Terms
	fmt.Println(strings.Split(json.Unmarshal([]byte(`{"title":{"zh":"期限"}}`), &terms).Error(), "\n")[0])
	// Output:
	// {"n":36,"unit":"months","grade":"assumption","source":"practice: three years in older brand-product rules; a stricter rule of 2025 says forever"}
	// terms: field "title": terms.title: field "en" is absent
}

// The whole table, as a list to read.
func ExampleTable() {
	for _, row := range standing.Table() {
		if row.Act == standing.Revoke || row.Act == standing.Cool {
			fmt.Println(row.From, row.Act, row.To, "-", row.Guard)
		}
	}
	// Output:
	// [recognised warned suspended] revoke revoked - the reason calls for revocation, intended and heard
	// [revoked] cool cooldown - the revocation is served
}
