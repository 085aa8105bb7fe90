package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/egov/gatewaysim"
	"tereze/intake/egov/payload"
)

// otherSide is the stand-in of the state's systems beside a training office,
// and of the program its people sign with: on this machine alone.
type otherSide struct {
	sim   *gatewaysim.Sim
	layer *gatewaysim.NCALayer
	stop  context.CancelFunc
	tick  *time.Ticker
	back  *time.Timer // when the gateway comes up again
}

// decideAfter is how long the stand-in's provider takes over a request: long
// enough to see it with the provider.
const decideAfter = time.Minute

// downFor is how long the gateway stays away with --gateway down: long enough
// to see that the work goes on, and then that what waited goes by itself.
const downFor = 3 * time.Minute

// beside starts the other side and writes its address into the office's
// settings.
func beside(a *app, o *intake.Office, clock func() time.Time) (*otherSide, error) {
	ctx, stop := context.WithCancel(a.ctx)
	s := &otherSide{stop: stop}
	var err error
	if s.sim, err = gatewaysim.Start(ctx, gatewaysim.Options{Clock: clock}); err != nil {
		stop()
		return nil, err
	}
	s.layer, err = gatewaysim.StartNCALayer(gatewaysim.NCALayerOptions{Clock: clock, Key: s.sim.Operator})
	if err == nil {
		o.Egov, err = s.sim.Settings(a.Data)
	}
	if err == nil {
		o.Egov.Sign.NCALayer = s.layer.URL()
		err = o.Save(a.Data)
	}
	if err != nil {
		s.close()
		return nil, err
	}
	s.tick = time.NewTicker(2 * time.Second)
	go s.sim.Run(ctx, s.tick.C)
	return s, nil
}

// play gives the office electronic cases at each point of their road.
func (s *otherSide) play(p *place) error {
	if p.Gateway == nil {
		return errors.New("the stand-in's gateway does not open")
	}
	folder := filepath.Join(p.dir, "scans")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	for i := 1; i <= 3; i++ { // what the scanner left this morning
		name := fmt.Sprintf("scan%04d.pdf", i)
		if err := os.WriteFile(filepath.Join(folder, name), gatewaysim.Leaf(name), 0o600); err != nil {
			return err
		}
	}
	return training.Electronic(p.a.ctx, p.Office, s.sim)
}

// behave is how the other side goes on while somebody works: it takes each
// request, and decides it after a while by file, or by paper where the result
// is a paper.
func (s *otherSide) behave(how string) {
	s.sim.SetPolicy(gatewaysim.Policy{Reply: gatewaysim.ReplyTaken, After: decideAfter, Choose: func(r gatewaysim.Request) gatewaysim.Decision {
		if app, err := payload.ReadApplication(r.Body); err == nil && app.Service == "externat" {
			return gatewaysim.DecisionFile
		}
		return gatewaysim.DecisionPaper
	}})
	switch how {
	case "down":
		s.sim.Down(true)
		s.back = time.AfterFunc(downFor, func() { s.sim.Down(false) })
	case "flap":
		s.sim.Flap("+-")
	}
}

func (s *otherSide) close() {
	if s.tick != nil {
		s.tick.Stop()
	}
	if s.back != nil {
		s.back.Stop()
	}
	s.stop()
	if s.layer != nil {
		s.layer.Close()
	}
	s.sim.Close()
}
