// Package paper makes the papers that people carry away from the counter:
// receipt, refusal receipt, labels for envelopes, turn-away slip. Every paper
// is in Kazakh and Russian at once.
//
// Start reading at Form (form.go): a paper as data, a list of blocks, before
// any layout. A form becomes a PDF (pdf.go, over layout.go) or plain text of
// 80 columns for a preview and line printers (text.go). Receipt (receipt.go),
// Refusal, Unaccepted, LabelSheet and Away build the forms of the counter,
// PortalRefusal and PortalResult what the portal tells; other packages
// build theirs from the same blocks.
//
// Everything is handed in: nothing here reads a clock, a store or a file, and
// the same form gives the same bytes every time.
package paper
