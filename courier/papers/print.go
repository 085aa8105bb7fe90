package papers

import (
	"context"
	"image"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/paper"
	"tereze/intake/printer"
)

// Print writes the printing into the journal and sends the paper on its way. A
// copy carries the journal's head of that entry at its foot. What goes wrong
// on the way out is a *printer.Error, and the same By prints again.
func Print(ctx context.Context, o *courier.Office, p *printer.Printer, by intake.By, w Want) (printer.Done, error) {
	doc, err := Noted(ctx, o, by, w)
	if err != nil {
		return printer.Done{}, err
	}
	return p.Print(ctx, doc.Job())
}

// Noted is Make with its entry in the journal: for a paper that leaves.
func Noted(ctx context.Context, o *courier.Office, by intake.By, w Want) (Paper, error) {
	doc, err := Make(ctx, o, w)
	if err != nil {
		return doc, err
	}
	head, err := o.Printed(ctx, by, string(w.Kind), doc.Subject, w.Copy)
	if err != nil {
		return doc, err
	}
	if w.Copy {
		doc.Foot = paper.Journal(head)
	}
	return doc, nil
}

// Job is the paper as a printer takes it.
func (p Paper) Job() printer.Job {
	media := "A4"
	if p.Size == paper.A5 {
		media = "A5"
	}
	return printer.Job{
		Name: p.Name(), PDF: p.PDF, Media: media,
		Raster: func(width int) (image.Image, error) {
			var all []printer.Line
			for range max(p.Copies, 1) { // those of the PDF are in it
				all = append(all, printer.Lines(p.Text(printer.Columns(width)), "")...)
				all = append(all, printer.Line{}, printer.Line{})
			}
			return printer.RasterText(all, width)
		},
	}
}
