package tui

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/intake"
	"tereze/store/blob"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// fileFacts is what is known of a file without opening it.
func fileFacts(words lang.Words, kind string, size int64, pages int) safe.Text {
	t := safe.Clean(kind).Plus(safe.Const(" "), safe.Num(int(max(size/1024, 1))), safe.Const(" KB"))
	if pages > 0 {
		t = t.Plus(safe.Const(", "), words.ERoad().Pages.Of(pages))
	}
	return t
}

// readFile reads what one attaches by its path; what is too big is not read.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil, intake.Refuse(intake.ProblemFileMissing, "path")
	}
	if info.Size() > blob.Limit {
		return nil, intake.Refuse(intake.ProblemFileBig, "path", blob.Limit>>20)
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrPermission) {
		return nil, intake.Refuse(intake.ProblemFileMissing, "path")
	}
	return data, err
}

// resultFile reads the file of a result. Over the network a path would be one
// of the office's machine, which is nobody's to read there: only a name in the
// scanner's folder is.
func (s *Session) resultFile() func(path string) ([]byte, error) {
	if s.From == "" {
		return readFile
	}
	dir := ""
	if f := s.scanFolder(); f != nil {
		dir = f.Dir()
	}
	return func(path string) ([]byte, error) {
		if dir == "" || path != filepath.Base(path) || !filepath.IsLocal(path) {
			return nil, intake.Refuse(intake.ProblemFileMissing, "path")
		}
		return readFile(filepath.Join(dir, path))
	}
}

// openFile opens a file of a case with the desktop's viewer, where there is
// one: a terminal over SSH has its desktop elsewhere. The copy goes when the
// viewer returns; one that only handed it on keeps it until the session ends.
func (s *Session) openFile(to Screen, id uuid.UUID, hash [32]byte) tea.Cmd {
	w := s.Words.ERoad()
	if s.From != "" || s.dir == "" {
		return s.Say(theme.Trouble, w.OnlyHere)
	}
	by, office, dir, ends := s.By(), s.Office, s.dir, s.Context.Done()
	return s.Do(to, "view", func(ctx context.Context) any {
		data, file, err := office.ReadFile(ctx, by, id, hash)
		if err != nil && !errors.Is(err, intake.ErrUnseen) {
			return err
		}
		path, err := laidOut(dir, data, file, by.At)
		if err != nil {
			return err
		}
		show := exec.Command(viewer(), path)
		if err := show.Start(); err != nil {
			_ = os.Remove(path)
			return intake.Refuse(intake.ProblemNoViewer, "")
		}
		began := time.Now()
		go func() {
			_ = show.Wait()
			if time.Since(began) < handsOver {
				<-ends
			}
			_ = os.Remove(path)
		}()
		return saidMsg{w.Opened.Fill(safe.Clean(filepath.Base(path)))}
	})
}

// handsOver is how soon a viewer is back that only passed the file on.
const handsOver = 5 * time.Second

// viewing is the folder of the copies that viewers read.
const viewing = "viewing"

// laidOut puts a private copy where a viewer finds it. What a session that was
// cut off left there the day before goes.
func laidOut(dir string, data []byte, f intake.File, now time.Time) (string, error) {
	folder := filepath.Join(dir, viewing)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	old, _ := os.ReadDir(folder)
	for _, e := range old {
		if info, err := e.Info(); err == nil && now.Sub(info.ModTime()) > 24*time.Hour {
			_ = os.Remove(filepath.Join(folder, e.Name()))
		}
	}
	t, err := os.CreateTemp(folder, "*."+f.Type)
	if err != nil {
		return "", err
	}
	_, err = t.Write(data)
	if e := t.Close(); err == nil {
		err = e
	}
	return t.Name(), err
}

func viewer() string {
	if runtime.GOOS == "darwin" {
		return "open"
	}
	return "xdg-open"
}
