package experts

// rounding is what a limit may lie on the wrong side of its estimate, where all
// three are 1.
const rounding = 1e-12

// leastDF is where the approximate degrees of freedom have broken down.
const leastDF = 1e-6

// intervals fills in the confidence limits of all six coefficients. Quotients of
// F are written without dividing by a mean square that may be 0.
//
// Reference: Shrout and Fleiss (1979), pages 424 to 426; McGraw and Wong (1996),
// table 7.
func (c *IntraclassCorrelation) intervals() {
	n, k := float64(c.Subjects), float64(c.Assessors)
	upper := 1 - (1-c.Confidence)/2
	oneWay, twoWay := n*(k-1), (n-1)*(k-1)
	c.bound(&c.ICC11, &c.ICC1k, c.MSW, quantileF(upper, n-1, oneWay), quantileF(upper, oneWay, n-1))
	c.bound(&c.ICC31, &c.ICC3k, c.MSE, quantileF(upper, n-1, twoWay), quantileF(upper, twoWay, n-1))
	c.boundAbsolute(upper)
}

// bound sets the limits of a pair of coefficients that depend on the quotient
// F = MSR/error alone: with FL = F/down and FU = F*up, the limits of the single
// one are (FL-1)/(FL+k-1) and (FU-1)/(FU+k-1), of the mean 1-1/FL and 1-1/FU.
func (c *IntraclassCorrelation) bound(single, average *Coefficient, mse, down, up float64) {
	k := float64(c.Assessors)
	if single.Defined {
		single.Low = (c.MSR - float64(down*mse)) / (c.MSR + float64((k-1)*down*mse))
		single.High = (float64(up*c.MSR) - mse) / (float64(up*c.MSR) + float64((k-1)*mse))
		single.Bounded = finite(single.Low) && finite(single.High)
	}
	if average.Defined {
		average.Low, average.High = 1-down*mse/c.MSR, 1-mse/(up*c.MSR)
		average.Bounded = finite(average.Low) && finite(average.High)
	}
	single.clean()
	average.clean()
}

// boundAbsolute sets the limits of ICC(2,1) and, stepped up by Spearman and
// Brown's formula, of ICC(2,k). Their degrees of freedom are an approximation
// that can break down where the estimate is negative; limits that do not enclose
// the estimate are not given.
func (c *IntraclassCorrelation) boundAbsolute(upper float64) {
	one, mean := &c.ICC21, &c.ICC2k
	if !one.Defined {
		return
	}
	n, k := float64(c.Subjects), float64(c.Assessors)
	low, high := 1.0, 1.0 // all assessors give each subject one and the same score
	if c.MSC > 0 || c.MSE > 0 {
		a := k * one.Value * c.MSC
		stepped := 1 + float64((k-1)*one.Value)
		b := (float64(n*stepped) - float64(k*one.Value)) * c.MSE
		v := (k - 1) * (n - 1) * (a + b) * (a + b) / (float64((n-1)*a*a) + float64(b*b))
		if !(v > leastDF) {
			return
		}
		rest := float64(k*c.MSC) + float64((k*n-k-n)*c.MSE) // k, n whole, so the bracket is exact
		down, up := quantileF(upper, n-1, v), quantileF(upper, v, n-1)
		low = n * (c.MSR - float64(down*c.MSE)) / (float64(down*rest) + float64(n*c.MSR))
		high = n * (float64(up*c.MSR) - c.MSE) / (rest + float64(n*up*c.MSR))
	}
	one.Low, one.High = low, high
	one.Bounded = finite(low) && finite(high) && low <= one.Value+rounding && one.Value <= high+rounding
	if under := 1 + float64((k-1)*low); mean.Defined && one.Bounded && under > 0 {
		mean.Low, mean.High, mean.Bounded = k*low/under, k*high/(1+float64((k-1)*high)), true
	}
	one.clean()
	mean.clean()
}

// clean takes the limits off a coefficient that has none.
func (c *Coefficient) clean() {
	if !c.Bounded {
		c.Low, c.High = 0, 0
	}
}
