package main

import (
	"testing"
	"time"
)

func TestQuantiles(t *testing.T) {
	var a, b Times
	for i := 1; i <= 200; i++ {
		to := &a
		if i%2 == 0 {
			to = &b
		}
		to.Add(time.Duration(201-i) * time.Millisecond)
	}
	if q := quantiles(&a, &b); q != (Quantiles{200, 100, 190, 198, 200}) {
		t.Errorf("of 1 to 200 ms: %+v", q)
	}
	if q := quantiles(&Times{}); q != (Quantiles{}) {
		t.Errorf("of nothing: %+v", q)
	}
	var one Times
	one.Add(1500 * time.Microsecond)
	if q := quantiles(&one); q != (Quantiles{1, 1.5, 1.5, 1.5, 1.5}) {
		t.Errorf("of one: %+v", q)
	}
}
