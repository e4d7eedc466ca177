"""What the log shows around an invocation, and the tail that goes with an answer; run inside the image by runtimes/test."""

import base64
import json
import unittest

from fake_gateway import Environment, FakeGateway

RESPONSE = "/2018-06-01/runtime/invocation/1/response"
ERROR = "/2018-06-01/runtime/invocation/1/error"
REPORT = (
    r"^REPORT RequestId: 1\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 256 MB\tMax Memory Used: [1-9]\d* MB\t"
    r"(Init Duration: \d+\.\d\d ms\t)?\n$"
)
MEMORY = {"AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256"}


class InvocationLogTest(unittest.TestCase):
    def setUp(self):
        self.gateway = FakeGateway()
        self.addCleanup(self.gateway.close)
        self.environment = Environment(self.gateway.port)
        self.addCleanup(self.environment.close)

    def load(self, code, **environment):
        self.gateway.expect(FakeGateway.STANDBY)
        self.gateway.claim({"app.py": code}, environment={**MEMORY, **environment})
        self.gateway.expect(FakeGateway.NEXT)

    def call(self, event, path=RESPONSE, tail=False):
        self.gateway.invoke(event, tail=tail)
        headers, _ = self.gateway.expect(path)
        self.gateway.expect(FakeGateway.NEXT)
        return headers

    def test_frames_each_invocation_and_reports_the_initialisation_once(self):
        self.load("def handler(event, context): print('printed')")
        self.call({})
        lines = self.environment.lines("REPORT")
        self.assertRegex(lines[0], r"^INIT_START Runtime Version: python:3\.11\.\d+\n$")
        self.assertEqual(["START RequestId: 1 Version: $LATEST\n", "printed\n", "END RequestId: 1\n"], lines[1:-1])
        self.assertRegex(lines[-1], REPORT)
        self.assertIn("Init Duration", lines[-1])
        self.call({})
        lines = self.environment.lines("REPORT")
        self.assertEqual(4, len(lines))
        self.assertRegex(lines[-1], REPORT)
        self.assertNotIn("Init Duration", lines[-1])

    def test_leaves_no_line_of_an_invocation_that_prints_nothing_and_succeeds_but_the_first(self):
        self.load("def handler(event, context):\n  if event: raise ValueError('no')")
        self.call(0)
        self.assertEqual(["INIT_START", "START", "END", "REPORT"], [line.split()[0] for line in self.environment.lines("REPORT")])
        self.call(0)
        self.call(0)
        self.call(1, ERROR)
        words = [line.split()[0] for line in self.environment.lines("REPORT") if line.strip()]
        self.assertEqual(["START", "END", "REPORT"], [words[0], *words[-2:]])
        self.assertEqual(1, words.count("START"))

    def test_frames_every_invocation_when_the_function_asks_for_it(self):
        self.load("def handler(event, context): pass", DAVIT_LOG_EVERY_INVOCATION="true")
        self.call({})
        self.environment.lines("REPORT")
        self.call({})
        self.assertEqual(["START", "END", "REPORT"], [line.split()[0] for line in self.environment.lines("REPORT")])

    def test_reports_the_time_the_handler_took_and_bills_whole_milliseconds(self):
        self.load("import time\ndef handler(event, context): time.sleep(0.05)")
        self.call({})
        fields = dict(field.split(": ") for field in self.environment.lines("REPORT")[-1].strip().split("\t"))
        self.assertGreaterEqual(float(fields["Duration"].split()[0]), 50)
        self.assertEqual(-(-float(fields["Duration"].split()[0]) // 1), float(fields["Billed Duration"].split()[0]))

    def test_reports_a_failed_invocation_too(self):
        self.load("def handler(event, context): raise ValueError('no')")
        self.call({}, ERROR)
        self.assertRegex(self.environment.lines("REPORT")[-1], REPORT)

    def test_reports_a_failed_initialisation(self):
        self.gateway.expect(FakeGateway.STANDBY)
        self.gateway.claim({"app.py": "x = 1"})
        self.gateway.expect(FakeGateway.INIT_ERROR)
        self.assertRegex(self.environment.lines("INIT_REPORT")[-1],
                         r"^INIT_REPORT Init Duration: \d+\.\d\d ms\tPhase: init\tStatus: error\tError Type: Runtime\.HandlerNotFound\n$")

    def test_writes_no_error_type_of_the_functions_own_into_the_platforms_lines(self):
        self.gateway.expect(FakeGateway.STANDBY)
        self.gateway.claim({"app.py": "raise ValueError('no')"})
        self.assertEqual("ValueError", self.gateway.expect(FakeGateway.INIT_ERROR)[1]["errorType"])
        self.assertIn("Error Type: Function.Unknown\n", self.environment.lines("INIT_REPORT")[-1])

    def test_starts_the_initialisation_once_when_the_process_starts_anew(self):
        self.load("def handler(event, context): pass", PYTHONHASHSEED="1")
        self.call({})
        lines = self.environment.lines("REPORT")
        self.assertEqual(["INIT_START", "START", "END", "REPORT"], [line.split()[0] for line in lines])
        self.assertIn("Init Duration", lines[-1])

    def test_writes_events_when_the_function_logs_json(self):
        self.load("def handler(event, context): pass", AWS_LAMBDA_LOG_FORMAT="JSON")
        self.call({})
        events = [json.loads(line) for line in self.environment.lines('{"time":') + self.environment.lines('{"time":')
                  + self.environment.lines('{"time":')]
        self.assertEqual(["platform.initStart", "platform.start", "platform.report"], [event["type"] for event in events])
        self.assertEqual({"requestId": "1", "version": "$LATEST"}, events[1]["record"])
        self.assertEqual({"durationMs", "billedDurationMs", "memorySizeMB", "maxMemoryUsedMB", "initDurationMs"}, set(events[2]["record"]["metrics"]))

    def test_writes_of_failures_alone_when_the_system_log_level_is_warn(self):
        self.load("def handler(event, context): return 1 / event", AWS_LAMBDA_LOG_FORMAT="JSON", DAVIT_SYSTEM_LOG_LEVEL="WARN")
        self.call(1)
        self.call(0, ERROR)
        lines = [json.loads(line) for line in self.environment.lines('{"time":')]
        self.assertEqual(["platform.report"], [line["type"] for line in lines if "type" in line])
        self.assertEqual("error", lines[-1]["record"]["status"])

    def test_writes_the_functions_lines_from_its_level_on(self):
        self.load("import logging\ndef handler(event, context):\n  logging.getLogger().info('quiet')\n  logging.getLogger().error('loud')",
                  AWS_LAMBDA_LOG_FORMAT="JSON", AWS_LAMBDA_LOG_LEVEL="ERROR")
        self.call({})
        lines = [json.loads(line) for _ in range(3) for line in self.environment.lines('{"time":')]
        self.assertEqual(["loud"], [line["message"] for line in lines if "message" in line])

    def test_sends_the_tail_with_the_answer_only_when_it_is_wanted(self):
        self.load("import logging, sys\ndef handler(event, context):\n  print('out')\n  sys.stdout.buffer.write(b'raw\\n')\n"
                  "  print('err', file=sys.stderr)\n  logging.error('logged')")
        self.assertNotIn("Davit-Log-Tail", self.call({}))
        self.environment.lines("REPORT")
        tail = base64.b64decode(self.call({}, tail=True)["Davit-Log-Tail"]).decode()
        self.assertEqual("".join(self.environment.lines("REPORT")), tail)
        self.assertEqual(["START", "out", "raw", "err", "[ERROR]", "END", "REPORT"], [line.split()[0] for line in tail.splitlines()])
        self.assertNotIn("Davit-Log-Tail", self.call({}))

    def test_sends_the_last_4_kilobytes_of_the_tail(self):
        self.load("def handler(event, context):\n  for i in range(5000): print(i)")
        tail = base64.b64decode(self.call({}, tail=True)["Davit-Log-Tail"])
        self.assertEqual(4096, len(tail))
        self.assertIn(b"\n4999\nEND RequestId: 1\nREPORT", tail)

    def test_sends_the_tail_with_an_error(self):
        self.load("def handler(event, context): raise ValueError('no')")
        headers = self.call({}, ERROR, tail=True)
        self.assertIn(b"[ERROR] ValueError: no", base64.b64decode(headers["Davit-Log-Tail"]))
        self.assertEqual("application/json", headers["Content-Type"])

    def test_puts_an_errors_lines_below_each_other(self):
        self.load("def handler(event, context): raise ValueError('no')")
        self.call({}, ERROR)
        text = "".join(self.environment.lines("REPORT"))
        self.assertRegex(text, r"\[ERROR\] ValueError: no\nTraceback \(most recent call last\):\n")
        self.assertNotIn("\r", text)

    def test_ends_each_record_of_the_logger(self):
        self.load("import logging\ndef handler(event, context):\n  for n in (1, 2):\n    try: 1 / 0\n    except ZeroDivisionError: logging.getLogger().exception('exc')")
        tail = base64.b64decode(self.call({}, tail=True)["Davit-Log-Tail"]).decode()
        ends = [line for line in tail.splitlines() if "division by zero" in line]
        self.assertEqual(["ZeroDivisionError: division by zero"] * 2, ends)
        self.assertEqual(tail, "".join(self.environment.lines("REPORT")).split("\n", 1)[1])

    def test_begins_the_platforms_lines_on_lines_of_their_own(self):
        code = "import sys\nsys.stdout.write('loading')\ndef handler(event, context): getattr(sys, event).write('nonl')"
        self.load(code)
        for stream in ("stdout", "stderr"):
            tail = base64.b64decode(self.call(stream, tail=True)["Davit-Log-Tail"])
            self.assertRegex(tail, rb"^START.*\nnonl\nEND RequestId: 1\n")
            lines = self.environment.lines("REPORT")
            self.assertEqual(["START RequestId: 1 Version: $LATEST\n", "nonl\n", "END RequestId: 1\n"], lines[-4:-1])

    def test_begins_the_platforms_events_on_lines_of_their_own(self):
        self.load("import sys\ndef handler(event, context): sys.stdout.write('nonl')", AWS_LAMBDA_LOG_FORMAT="JSON")
        self.call({})
        self.environment.lines("nonl\n")
        self.assertEqual("platform.report", json.loads(self.environment.lines('{"time":')[-1])["type"])

    def test_echoes_the_invocations_id_with_the_tail(self):
        self.load("def handler(event, context): pass")
        self.gateway.invoke({}, tail=True, headers=[("Lambda-Runtime-Invocation-Id", "nonce-7")])
        self.assertEqual("nonce-7", self.gateway.expect(RESPONSE)[0]["Lambda-Runtime-Invocation-Id"])

    def test_hides_the_wish_for_the_tail_from_the_handler(self):
        self.load("import os\ndef handler(event, context): return os.environ['_X_AMZN_TRACE_ID']")
        self.gateway.invoke({}, tail=True)
        self.assertEqual("Root=1", self.gateway.expect(RESPONSE)[1])

    def test_answers_bytes_with_a_tail_as_without(self):
        self.load("def handler(event, context): return b'[1]'")
        self.assertEqual(self.call({})["Content-Type"], self.call({}, tail=True)["Content-Type"])


if __name__ == "__main__":
    unittest.main()
