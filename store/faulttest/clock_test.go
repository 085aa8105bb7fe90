package faulttest

import "time"

var zeroHour = time.Date(2015, 3, 2, 10, 0, 0, 0, time.UTC)
