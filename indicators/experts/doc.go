// Package experts says what a panel of assessors says, and how far its members
// agree.
//
// # Problem
//
// Part of an evaluation is judged by people: each of k assessors scores each of
// n subjects. Three questions follow. Which one figure does the panel give a
// subject, if one assessor is out of line or has an interest? Is an assessor
// severe or lenient throughout? Do the assessors agree well enough for the
// figures to decide anything?
//
// # Model
//
// [Ratings] is the table: a row a subject, a column an assessor, both by name.
// [Recusal] takes an assessor off one subject before anything is counted.
//
// [Panel] turns a row into one figure ([PanelScore]): from five scores on, the
// highest and the lowest are dropped, one instance each, and the rest averaged;
// of three or four scores the median counts; fewer are no panel. The same pass
// measures each assessor over the subjects ([Severity]) and flags who drifts.
//
// Agreement has a coefficient for each kind of judgment: [KendallW] for ranks,
// [ICC] for scores, [FleissKappa] for grades. [Agreement] decides on them: with
// ICC(2,k) or W below one half, a second panel looks again.
//
// A worked number: 82, 85, 79, 91, 84, 60 and 83. One 60 and one 91 are dropped;
// the other five average 82.6. The plain mean is 80.571, the median 83.
//
// # Conventions
//
// A missing score is NaN, and allowed only where its assessor is recused;
// elsewhere it is refused with the names of subject and assessor. Scores outside
// the panel's scale are refused too: 850 is a slip of the pen, not a verdict. All
// faults of a table are reported together. Sums run over sorted scores, so that
// the order of the assessors can't show in the last digit of a panel's figure.
// Standard deviations divide by n-1.
//
// # Design
//
// A panel's figure is the reference for severity and drift, not the plain mean:
// one assessor out of line pulls the mean and makes all others look deviant.
//
// Coefficients that a table leaves undefined (0/0: nobody made a difference) are
// marked so and never given a number.
//
// Defaults are proposals: see [DefaultPanel] and [DefaultAgreement] for the grade
// of each.
package experts
