package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"tereze/intake/account"
	"tereze/intake/trio"
)

// globals are the flags of every command.
type globals struct {
	Data        string `env:"TEREZE_DATA" placeholder:"DIR" help:"Data folder of the office (default: tereze in your own data folder)."`
	Key         string `env:"TEREZE_KEY" placeholder:"FILE" help:"Key file, when it is kept apart from the data (default: DIR/key)."`
	NetworkDisk bool   `name:"network-disk" env:"TEREZE_NETWORK_DISK" help:"The data folder lies on a network disk, and that is meant: locks and writes are then worth what its server makes of them."`

	Lang   string `env:"TEREZE_LANG" placeholder:"kk|ru|en" help:"Language of the answer (default: the office's)."`
	JSON   bool   `name:"json" help:"Answer in JSON; trouble too, on standard error."`
	By     string `placeholder:"CODE" help:"Worker who acts (default: the first one who may)."`
	Second string `placeholder:"CODE" help:"The second person, where an act takes four eyes: annulling a number, re-opening a refusal or the archive, a wrong IIN."`
	Op     string `placeholder:"UUID" help:"Number of this act: the same act sent again is not done twice."`
	Now    string `placeholder:"TIME" help:"The time it is, as 2015-03-02T10:00:00+05:00: a training store only."`

	PasswordFile       string `env:"TEREZE_PASSWORD_FILE" placeholder:"FILE" help:"File with the password of --by, mode 0600 (default: asked on the terminal). A training office asks nobody."`
	SecondPasswordFile string `placeholder:"FILE" help:"The same for the second person."`
}

type cli struct {
	globals

	Open      openCmd      `cmd:"" default:"1" group:"Screens" help:"Open the screens; the same as no command."`
	Demo      demoCmd      `cmd:"" group:"Screens" help:"Open them on a throw-away training store full of invented cases."`
	Init      initCmd      `cmd:"" group:"Office" help:"Set up an office in an empty folder, without questions."`
	User      userCmd      `cmd:"" group:"Office" help:"Accounts: who may come in, and as what."`
	Serve     serveCmd     `cmd:"" group:"Office" help:"Serve the office to many terminals over SSH."`
	SignAgent signAgentCmd `cmd:"" group:"Office" help:"On your own machine: let the office ask your NCALayer for signatures, over SSH."`
	Backup    backupCmd    `cmd:"" group:"Office" help:"Copy the office into a folder, encrypted, while it works: all of it first, then what was added."`
	Restore   restoreCmd   `cmd:"" group:"Office" help:"Make an office of a backup on a new machine, audited; --drill only tries it."`
	Recover   recoverCmd   `cmd:"" group:"Office" help:"Make tereze.db anew of the journal's files, audited and compared."`
	Erase     eraseCmd     `cmd:"" group:"Office" help:"Blot a person out of a case that is over; the journal still verifies."`
	Audit     auditCmd     `cmd:"" group:"Office" help:"Derive everything again and compare; findings give exit code 3."`
	Journal   journalCmd   `cmd:"" group:"Office" help:"The journal: its head, its entries, its chain, proofs out of it."`
	Export    exportCmd    `cmd:"" group:"Office" help:"Write a list, a registry or the journal into a file for other programs, and print its path."`
	Paper     paperCmd     `cmd:"" group:"Office" help:"A paper as PDF or text, or to the printer: receipts, labels, registries, acts, the report of a day."`
	Report    reportCmd    `cmd:"" group:"Office" help:"A day in figures: who did what, how long people stood at the counter, what hangs."`
	Day       dayCmd       `cmd:"" group:"Office" help:"The end of a day: what it owes, and its closing."`
	Egov      egovCmd      `cmd:"" group:"Office" help:"The electronic road: the gateway's settings, certificates and channels."`
	Services  servicesCmd  `cmd:"" group:"Rules" help:"List services with their channels and edition on a day."`
	Catalogue catalogueCmd `cmd:"" group:"Rules" help:"Check the regulations' files, line by line."`
	Calendar  calendarCmd  `cmd:"" group:"Rules" help:"Every day of a year: worked or not, and why."`
	Due       dueCmd       `cmd:"" group:"Rules" help:"Every date of a case, with how it was counted."`
	Iin       iinCmd       `cmd:"" group:"Rules" help:"Say whether an IIN can be, and what it tells."`

	Check    checkCmd    `cmd:"" group:"Process 1 and 2" help:"1: judge a package of documents; changes nothing."`
	Refuse   refuseCmd   `cmd:"" group:"Process 1 and 2" help:"1: turn an incomplete package back with a refusal receipt."`
	Accept   acceptCmd   `cmd:"" group:"Process 1 and 2" help:"2: register a complete application."`
	Handover handoverCmd `cmd:"" group:"Process 3" help:"3: from the counter to the accumulating sector."`
	Registry registryCmd `cmd:"" group:"Process 4" help:"4: registries of the papers that leave."`
	Dispatch dispatchCmd `cmd:"" group:"Process 4" help:"4: hand closed registries to the courier."`
	Deliver  deliverCmd  `cmd:"" group:"Process 4" help:"4: a registry reached the provider's chancellery."`
	Step     stepCmd     `cmd:"" group:"Process 5" help:"5: the provider's steps on a case."`
	Return   returnCmd   `cmd:"" group:"Process 5" help:"5: results the provider gives back."`
	Mark     markCmd     `cmd:"" group:"Process 6" help:"6: mark what came back, by its barcode; codes may come in a pipe."`
	Forward  forwardCmd  `cmd:"" group:"Process 6" help:"6: pass marked results to the inspector."`
	Issue    issueCmd    `cmd:"" group:"Process 7" help:"7: give a result out."`
	Archive  archiveCmd  `cmd:"" group:"Process 7" help:"7: put what nobody collected for a month into the archive."`
	Retrieve retrieveCmd `cmd:"" group:"Process 7" help:"7: bring a result back from the archive."`
	Ask      askCmd      `cmd:"" group:"Electronic road" help:"3: ask ГБД ФЛ and ЕНИС about an application; registers nothing."`
	Attach   attachCmd   `cmd:"" group:"Electronic road" help:"4: put scans to a case, or take one away."`
	Scans    scansCmd    `cmd:"" group:"Electronic road" help:"4: what the scanner left in its folder; --take puts it to a case."`
	File     fileCmd     `cmd:"" group:"Electronic road" help:"The files of a case: list, write out, show."`
	Sign     signCmd     `cmd:"" group:"Electronic road" help:"4: the operator's signature on the filled request, by an exchange of files."`
	Send     sendCmd     `cmd:"" group:"Electronic road" help:"5: put a signed request into the outbox for the provider."`
	TurnBack turnBackCmd `cmd:"" group:"Electronic road" help:"6: hand out the refusal receipt of a request the provider did not take."`
	Outbox   outboxCmd   `cmd:"" group:"Electronic road" help:"Messages to and from the gateway, and what a person decides of them."`
	Portal   portalCmd   `cmd:"" group:"Electronic road" help:"Signed requests of the portal: judge, list."`
	Desk     deskCmd     `cmd:"" group:"Provider" help:"The provider's desk: chancellery, head, executor."`
	Withdraw withdrawCmd `cmd:"" group:"Cases" help:"The applicant takes the papers back before the issue."`
	Undo     undoCmd     `cmd:"" group:"Cases" help:"Take back the last act of a case; the reversal stays recorded."`
	Show     showCmd     `cmd:"" group:"Cases" help:"One case with its dates and its history."`
	Seen     seenCmd     `cmd:"" group:"Cases" help:"Who was shown a person's card, and when: for a supervisor."`
	Find     findCmd     `cmd:"" group:"Cases" help:"Search by number, barcode, IIN, telephone or name."`
}

// app is what a command runs on: its flags, its streams, the clock.
type app struct {
	globals
	ctx      context.Context
	in       io.Reader
	out, err io.Writer
	clock    func() time.Time
	lang     trio.Lang
	building bool // the indexes of an older store were tried already
	screens  screens
	cost     account.Cost
}

// leave ends run early: kong asks for it after --help.
type leave int

// run is the whole program but for the process around it.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer, cost account.Cost) (code int) {
	unguarded := harden() // before anything reads the key
	var c cli
	a := &app{ctx: ctx, in: in, out: out, err: errs, clock: time.Now, lang: trio.EN, screens: terminalScreens(), cost: cost}
	defer func() {
		switch p := recover().(type) {
		case nil:
		case leave:
			code = int(p)
		default:
			code = a.crashed(p)
		}
	}()
	k, err := kong.New(&c, kong.Name("tereze"), kong.Description(about), kong.Writers(out, errs),
		kong.Exit(func(code int) { panic(leave(code)) }), kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		return a.fail(err)
	}
	line, err := k.Parse(args)
	a.globals = c.globals
	if err != nil {
		a.JSON = slices.Contains(args, "--json") // the line may be wrong before it
		return a.fail(wrongLine(err))
	}
	if err := a.speak(); err != nil {
		return a.fail(err)
	}
	if unguarded != nil {
		a.note(slog.LevelWarn, "harden", unguarded)
	}
	return a.fail(line.Run(a))
}

const about = `The counter of a public service centre, from the window to the archive.

Exit codes: 0 done, 1 refused by a rule, 2 wrong usage, 3 trouble with the store.`

// speak chooses the language before an office is open: the flag, else the
// surroundings, else English.
func (a *app) speak() error {
	if a.Lang != "" {
		l, ok := trio.ParseLang(a.Lang)
		if !ok {
			return usage("--lang: %q is not one of kk, ru, en", a.Lang)
		}
		a.lang = l
		return nil
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(name); v != "" {
			if l, ok := trio.ParseLang(v[:min(2, len(v))]); ok {
				a.lang = l
			}
			break
		}
	}
	return nil
}

// start is run with what the process has.
// start runs the program as a process; cost is what a password's hash costs.
func start(cost account.Cost) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP) // a closed terminal too
	defer stop()
	return run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, cost)
}

// wrongLine says that the command line cannot be read.
func wrongLine(err error) error {
	var known *usageError
	if errors.As(err, &known) {
		return known
	}
	return &usageError{text: err.Error() + " (tereze --help)"}
}
