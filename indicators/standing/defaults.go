package standing

// DefaultTerms returns the library's proposal. The founding paper fixes what is
// revoked, but no length of time: every length is an assumption after the
// precedent that its source names, or a recalled clause of a general law.
//
// Reference: 青岛市人民政府关于实施“青岛优品”工程推动经济社会高质量发展的意见 (2023), 四(三),
// for the profile; each term names its own source.
func DefaultTerms() Terms {
	assume := func(n int, u Unit, source string) Term { return Term{n, u, Assumption, source} }
	recall := func(n int, u Unit, source string) Term { return Term{n, u, Recalled, source} }
	const own = "library default"
	return Terms{
		Title: Name{"青岛优品资格动态管理期限(建议稿)", "Terms of the Qingdao Youpin life cycle (proposal)"},
		Profile: Choice{string(Paper), Official,
			"青岛市人民政府关于实施“青岛优品”工程推动经济社会高质量发展的意见 (2023), 四(三): what it orders to revoke is revoked"},
		ReportDay:     Choice{"04-30", Assumption, own},
		ReportWarn:    assume(60, Days, own),
		ReportSuspend: assume(120, Days, own),
		Check:         assume(5, WorkingDays, "library default, after the Administrative Licensing Law, article 32 (five days to ask for corrections)"),
		Correct:       assume(20, WorkingDays, own),
		Notice:        assume(5, WorkingDays, "practice: Qingdao West Coast New Area 2024 (5 working days); other programmes 7 days"),
		Objection:     assume(20, WorkingDays, own),
		Validity:      assume(36, Months, "practice: 上海品牌, 广东名牌, 中国名牌 three years; Jiangsu two, Gansu award five"),
		RenewalWindow: assume(6, Months, own),
		Rectify:       assume(90, Days, own),
		Suspension:    assume(6, Months, own),
		Repeat:        assume(24, Months, own),
		Hearing:       assume(5, WorkingDays, "by analogy with the Administrative Penalty Law (2021), articles 64 and 85"),
		Decide:        assume(90, Days, "by analogy with the Administrative Penalty Law (2021), article 60"),
		Serve:         assume(7, WorkingDays, "by analogy with the Administrative Penalty Law (2021), articles 61 and 85"),
		Contest:       recall(6, Months, "Administrative Litigation Law (2017), article 46; the longer of it and the 60 days of the Administrative Reconsideration Law (2023), article 20"),
		Restore:       assume(5, WorkingDays, own),
		Announce:      assume(5, WorkingDays, own),
		Reapply:       assume(12, Months, own),
		Cooldown:      assume(36, Months, own),
		CooldownFraud: assume(36, Months, "practice: three years in older brand-product rules; a stricter rule of 2025 says forever"),
		CooldownBlacklist: recall(36, Months,
			"市场监督管理严重违法失信名单管理办法 (2021, order 44): an entry lasts three years; removal is required besides"),
		LibraryReview: assume(12, Months, own),
		LibraryStall:  assume(24, Months, own),
	}
}
