// Package intake is the counter: processes 1, 2 and 7 of the regulation, and
// the case itself, which all seven move.
//
//	no.  who                     what                                          rules                     screen
//	1    operator                checks the package; incomplete: refusal       p1_check.go               tui/p1_check.go
//	                             receipt, naming what is missing
//	2    operator                complete: registers, gives the receipt        p2_accept.go              tui/p2_accept.go
//	3    operator → sector       hands the papers over                         courier/p3_handover.go    tui/p3_handover.go
//	4    sector → courier        registry per provider, within a working day   courier/p4_dispatch.go    tui/p4_dispatch.go
//	5    provider                chancellery, head, executor, head, out        courier/p5_provide.go     tui/p5_provide.go
//	6    sector                  marks what came back by scanner, forwards it  courier/p6_mark.go        tui/p6_mark.go
//	                             to the inspector the same day
//	7    inspector               gives the result; unclaimed for a month:      p7_issue.go               tui/p7_issue.go
//	                             archive                                       p7_archive.go             tui/p7_archive.go
//
// Start reading at Case (case.go) and the law of its motion (stage.go); then
// Check (p1_check.go) and Accept (p2_accept.go). What the regulations say is
// data: intake/catalogue; how days are counted: intake/calendar.
//
// An act is fixed before its transaction by By: who, when, and the number by
// which a doubtful commit is looked up. What the operator can put right comes
// back as a Problem; anything else is an internal error.
package intake
