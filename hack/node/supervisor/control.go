package supervisor

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"slices"

	"davit.dev/hack/node/control"
)

func (s *Supervisor) serveControl(socket *net.UnixListener) {
	for {
		connection, err := socket.AcceptUnix()
		if err != nil {
			return
		}
		go func() {
			defer connection.Close()
			request, files, err := control.Receive(connection)
			var response control.Response
			if err == nil {
				response, err = s.answer(request, files)
			}
			for _, file := range files {
				file.Close()
			}
			if err != nil {
				response.Error = err.Error()
			}
			_ = json.NewEncoder(connection).Encode(response)
		}()
	}
}

func (s *Supervisor) answer(request control.Request, files []*os.File) (control.Response, error) {
	switch {
	case request.Status:
		return s.status(), nil
	case request.Forward != nil && len(files) == 1:
		listener, err := net.FileListener(files[0])
		if err != nil {
			return control.Response{}, err
		}
		s.addForward(listener, *request.Forward)
		return control.Response{}, nil
	case len(request.Exec) > 0 && len(files) == 3:
		_, done, err := s.processes.Start(request.Exec, files...)
		if err != nil {
			return control.Response{}, err
		}
		return control.Response{ExitCode: exitCode(<-done)}, nil
	}
	return control.Response{}, errors.New("unknown request: is this davit-node of another version than the running cluster's?")
}

func (s *Supervisor) status() control.Response {
	s.lock.Lock()
	defer s.lock.Unlock()
	response := control.Response{Ready: s.ready.Load(), Started: s.started, Forwards: slices.Clone(s.forwards)}
	for _, component := range s.components {
		response.Components = append(response.Components, *component)
	}
	return response
}

// step tells `up` how far the start is.
func (s *Supervisor) step(format string, arguments ...any) {
	s.tell(Event{Step: fmt.Sprintf(format, arguments...)})
}
