// Package printer takes a paper out of the program: to a CUPS queue, to a
// receipt printer as a picture, or into a folder of PDFs where an office has
// no printer.
//
//	settings                        what leaves                          how
//	queue = ""                      a PDF in the folder                  folder.go
//	queue = "okno3"                 pages, PDF                           lp.go
//	queue = "chek", kind = "escpos" a picture, ESC/POS                   escpos.go, lp -o raw
//	queue = "/dev/usb/lp0", escpos  the same, past CUPS                  device.go
//
// A receipt printer gets its paper as a picture (raster.go, bars.go), never as
// text: no code page of such printers has all the Kazakh letters.
//
// Printing undoes nothing and is never part of an act: what fails comes back
// as an *Error, is shown, and the paper is printed again. Names of jobs and
// files are numbers, since queues and folders are read by others.
//
// Start reading at Printer.Print (printer.go), then error.go.
package printer
