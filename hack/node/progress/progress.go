// Package progress tells a person what a long command does: a ticking line on a terminal, one line a step elsewhere.
package progress

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
)

// Steps prints numbered steps with their times to standard error.
type Steps struct {
	total, current int
	started        time.Time
	out            io.Writer
	terminal       bool
}

// New makes a printer for so many steps.
func New(total int) *Steps {
	info, err := os.Stderr.Stat()
	terminal := err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
	return &Steps{total: total, started: time.Now(), out: os.Stderr, terminal: terminal}
}

// Step runs work as the next step; work may call its argument to say how far it is.
func (s *Steps) Step(label string, work func(detail func(string)) error) error {
	s.current++
	begin, head := time.Now(), fmt.Sprintf("[%d/%d] %s", s.current, s.total, label)
	var lock sync.Mutex
	detail := ""
	done, stopped := make(chan struct{}), make(chan struct{})
	if !s.terminal {
		fmt.Fprintf(s.out, "%s ...\n", head)
	}
	go func() {
		defer close(stopped)
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for s.terminal {
			lock.Lock()
			fmt.Fprintf(s.out, "\r\033[K%s  %s  %s", head, short(time.Since(begin)), detail)
			lock.Unlock()
			select {
			case <-tick.C:
			case <-done:
				return
			}
		}
	}()
	err := work(func(text string) { lock.Lock(); detail = text; lock.Unlock() })
	close(done)
	<-stopped
	word := "done"
	if err != nil {
		word = "FAILED"
	}
	if s.terminal {
		fmt.Fprint(s.out, "\r\033[K")
	}
	fmt.Fprintf(s.out, "%s  %s in %s\n", head, word, short(time.Since(begin)))
	return err
}

// Elapsed is the time since New, for a last line.
func (s *Steps) Elapsed() string { return short(time.Since(s.started)) }

// Bar draws how much of an amount is done; what a cache had is done without being counted, so a bar may end early.
func Bar(done, amount int) string {
	const width = 20
	full := min(width, done*width/max(1, amount))
	return "[" + strings.Repeat("#", full) + strings.Repeat("-", width-full) + "]"
}

func short(d time.Duration) string {
	if d < 10*time.Second {
		return fmt.Sprintf("%.1fs", d.Seconds())
	}
	if d < time.Minute {
		return fmt.Sprintf("%ds", int(d.Seconds()))
	}
	return fmt.Sprintf("%dm%02ds", int(d.Minutes()), int(d.Seconds())%60)
}
