package printer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"tereze/intake"
)

// Job is one paper on its way out.
type Job struct {
	// Name is generated: small Latin letters, digits and dashes, such as
	// "receipt-042-150302-000174". Queues and folders show it to others, so it
	// holds nothing personal.
	Name   string
	PDF    func(io.Writer) error
	Copies int    // 0 is one; a folder always gets one file
	Media  string // "A4", "A5": asked of the queue; empty: what its tray holds

	// Raster draws the paper for a receipt printer, width dots wide. Without it
	// Text is drawn, which should then be Columns(width) wide.
	Raster func(width int) (image.Image, error)
	Text   string
}

// Done says where a paper went.
type Done struct {
	Where string // the queue and CUPS' own number of the job, "okno3 okno3-12"; a device; or the file's path
	File  bool   // Where is a file: nothing was printed
	// Paused: the queue took the job, but its printer stands still. The words
	// for it are those of the code "print-paused".
	Paused bool
}

// Printer is the way out of one office. It is safe for several callers.
type Printer struct {
	queue  string
	device string // instead of the queue
	file   bool   // device may be a plain file that does not exist yet
	escpos bool
	width  int
	folder string
	wait   time.Duration
}

// DefaultWidth is the head of an 80 mm receipt printer, in dots of 1/8 mm.
const DefaultWidth = 576

// patience is how long a printer may stay silent.
const patience = 20 * time.Second

// New is the printer of the office's settings; data is the folder of the store,
// which holds papers/. A setting that cannot stand is a Problem.
func New(s intake.PrinterSettings, data string) (*Printer, error) {
	p := &Printer{queue: s.Queue, width: s.Width, folder: s.Folder, wait: patience}
	switch s.Kind {
	case "", "pdf":
	case "escpos":
		p.escpos = true
	default:
		return nil, intake.Refuse(intake.ProblemOffice, "printer.kind", "printer.kind: "+s.Kind)
	}
	if p.width == 0 {
		p.width = DefaultWidth
	}
	// 288 dots hold the barcode of a case.
	if p.width < 288 || p.width > 4096 {
		return nil, intake.Refuse(intake.ProblemOffice, "printer.width", fmt.Sprintf("printer.width: %d", s.Width))
	}
	if rest, ok := strings.CutPrefix(s.Queue, "file:"); ok {
		p.device, p.file = rest, true
	} else if strings.HasPrefix(s.Queue, "/") {
		p.device = s.Queue
	}
	bad := p.device == "" && s.Queue != "" && !queueName.MatchString(s.Queue) || p.file && p.device == ""
	if bad || p.device != "" && !p.escpos {
		return nil, intake.Refuse(intake.ProblemOffice, "printer.queue", "printer.queue: "+s.Queue)
	}
	if p.folder == "" {
		p.folder = "papers"
	}
	if !filepath.IsAbs(p.folder) {
		p.folder = filepath.Join(data, p.folder)
	}
	return p, nil
}

// queueName is what CUPS lets a queue be called, an instance behind "/". It
// does not begin with a dash and so is never taken for an option.
var queueName = regexp.MustCompile(`^[^\s\pC/\\?'"#-][^\s\pC\\?'"#]*$`)

// jobName keeps paths, options and people out of the names.
var jobName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,99}$`)

// Target is where papers go: the queue, the device or the folder.
func (p *Printer) Target() string {
	switch {
	case p.device != "":
		return p.device
	case p.queue != "":
		return p.queue
	}
	return p.folder
}

// Print sends one paper and waits until it is taken, at most some twenty
// seconds. What goes wrong on the way is an *Error; a fault of drawing comes
// back as it is.
func (p *Printer) Print(ctx context.Context, job Job) (Done, error) {
	if !jobName.MatchString(job.Name) {
		return Done{}, errors.New("printer: the name of a job is letters, digits and dashes")
	}
	if err := ctx.Err(); err != nil {
		return Done{}, err
	}
	job.Copies = max(job.Copies, 1)
	if p.escpos && p.queue != "" {
		img, err := job.picture(p.width)
		if err != nil {
			return Done{}, err
		}
		data := escpos(img, p.width, job.Copies)
		if p.device != "" {
			return p.toDevice(ctx, data)
		}
		return p.toQueue(ctx, data, "-t", job.Name, "-o", "raw")
	}
	if job.PDF == nil {
		return Done{}, errors.New("printer: nothing to print")
	}
	// Whole before the first byte leaves: half a page is worse than none.
	var pdf bytes.Buffer
	if err := job.PDF(&pdf); err != nil {
		return Done{}, err
	}
	if p.queue == "" {
		return p.toFolder(job.Name, ".pdf", pdf.Bytes())
	}
	args := []string{"-t", job.Name, "-n", fmt.Sprint(job.Copies)}
	if job.Media != "" {
		args = append(args, "-o", "media="+job.Media)
	}
	return p.toQueue(ctx, pdf.Bytes(), args...)
}

// picture is the paper for a receipt printer.
func (j Job) picture(width int) (image.Image, error) {
	if j.Raster != nil {
		return j.Raster(width)
	}
	return RasterText(Lines(j.Text, ""), width)
}
