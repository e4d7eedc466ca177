"""What a function sees of the standby bootstrap; run inside the image by runtimes/test."""

import os
import signal
import stat
import time
import unittest

from fake_gateway import Environment, FakeGateway

RESPONSE = "/2018-06-01/runtime/invocation/1/response"
ERROR = "/2018-06-01/runtime/invocation/1/error"


class BootstrapTest(unittest.TestCase):
    def setUp(self):
        self.gateway = FakeGateway()
        self.addCleanup(self.gateway.close)
        self.environment = self.start()

    def start(self, **variables):
        environment = Environment(self.gateway.port, **variables)
        self.addCleanup(environment.close)
        return environment

    def call(self, code, event, **claim):
        self.gateway.expect(FakeGateway.STANDBY)
        self.gateway.claim(code, **claim)
        self.gateway.expect(FakeGateway.NEXT)
        self.gateway.invoke(event)
        return self.gateway.expect(RESPONSE)[1]

    def init_error(self, code, **claim):
        self.gateway.expect(FakeGateway.STANDBY)
        self.gateway.claim(code, **claim)
        headers, body = self.gateway.expect(FakeGateway.INIT_ERROR)
        self.assertEqual(body["errorType"], headers["Lambda-Runtime-Function-Error-Type"])
        self.assertEqual(1, self.environment.process.wait(5))
        return body

    def test_answers_with_the_handlers_result(self):
        code = {"app.py": "import lib.names\ndef handler(event, context):\n  return {'hello': lib.names.upper(event['name'])}\n",
                "lib/names.py": "def upper(name): return name.upper()\n"}
        self.assertEqual({"hello": "DAVIT"}, self.call(code, {"name": "davit"}))

    def test_polls_next_again_after_an_answer_and_after_an_error(self):
        code = {"app.py": "def handler(event, context):\n  return 1 / event\n"}
        self.assertEqual(1.0, self.call(code, 1))
        self.gateway.expect(FakeGateway.NEXT)
        self.gateway.invoke(0)
        body = self.gateway.expect(ERROR)[1]
        self.assertEqual(("ZeroDivisionError", "division by zero", "1"),
                         (body["errorType"], body["errorMessage"], body["requestId"]))
        self.assertIn("/app.py", body["stackTrace"][0])
        self.gateway.expect(FakeGateway.NEXT)

    def test_imports_nothing_ahead_for_a_function_that_waits(self):
        self.gateway = FakeGateway()
        self.addCleanup(self.gateway.close)
        self.gateway.claim({"app.py": "import sys\nahead = 'http.client' in sys.modules\ndef handler(event, context): return ahead\n"})
        self.environment = self.start()
        self.gateway.expect(FakeGateway.STANDBY)
        self.gateway.expect(FakeGateway.NEXT)
        self.gateway.invoke({})
        self.assertIs(False, self.gateway.expect(RESPONSE)[1])

    def test_imports_ahead_what_most_functions_need_while_nobody_waits(self):
        end = time.monotonic() + 10
        while "_ssl" not in self.environment.libraries():  # the library below http.client
            self.assertLess(time.monotonic(), end, "nothing was imported ahead")
            time.sleep(0.02)
        self.assertIs(True, self.call({"app.py": "import sys\ndef handler(event, context): return 'http.client' in sys.modules\n"}, {}))

    def test_sends_the_whole_host_and_port_on_every_poll(self):
        host = f"127.0.0.1:{self.gateway.port}"
        self.assertEqual(host, self.gateway.expect(FakeGateway.STANDBY)[0]["Host"])
        self.gateway.claim({"app.py": "def handler(e, c): pass"})
        self.assertEqual(host, self.gateway.expect(FakeGateway.NEXT)[0]["Host"])

    def test_shows_the_function_its_environment(self):
        code = {"app.py": """
import os, sys, time
seen = {"cwd": os.getcwd(), "zone": time.tzname[0], "path": sys.path[:3], **os.environ}
def handler(event, context):
    return {**seen, "memory": context.memory_limit_in_mb, "group": context.log_group_name}
"""}
        seen = self.call(code, {}, environment={"TABLE": "users", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256"})
        root = self.environment.task_root
        self.assertEqual(
            {"cwd": root, "LAMBDA_TASK_ROOT": root, "_HANDLER": "app.handler", "TABLE": "users", "zone": "UTC", "TZ": ":UTC",
             "memory": "256", "group": "/aws/lambda/hello", "AWS_LAMBDA_FUNCTION_NAME": "hello",
             "path": [root, "/opt/python/lib/python3.11/site-packages", "/opt/python"]},
            {name: seen[name] for name in ("cwd", "LAMBDA_TASK_ROOT", "_HANDLER", "TABLE", "zone", "TZ", "memory", "group",
                                           "AWS_LAMBDA_FUNCTION_NAME", "path")})

    def test_has_a_shell_and_what_scripts_are_made_of(self):
        code = {"app.py": "import subprocess\ndef handler(event, context): return subprocess.check_output('echo hej | tr a-z A-Z; id -u', shell=True, text=True)"}
        self.assertEqual("HEJ\n%d\n" % os.getuid(), self.call(code, {}))

    def test_hides_the_clusters_addresses(self):
        self.gateway = FakeGateway()
        self.addCleanup(self.gateway.close)
        self.environment = self.start(KUBERNETES_SERVICE_HOST="10.96.0.1")
        code = {"app.py": "import os\ndef handler(event, context): return [n for n in os.environ if 'KUBE' in n]"}
        self.assertEqual([], self.call(code, {}))

    def test_starts_anew_when_a_variable_is_read_only_at_process_start(self):
        code = {"app.py": "import extra\ndef handler(event, context): return extra.VALUE", "deps/extra.py": "VALUE = 7"}
        self.assertEqual(7, self.call(code, {}, environment={"PYTHONPATH": self.environment.task_root + "/deps"}))

    def test_a_python_that_the_function_starts_finds_the_sdk(self):
        code = {"app.py": "import subprocess\ndef handler(e, c): return subprocess.check_output(['python', '-c', 'import boto3; print(boto3.__name__)'], text=True)"}
        self.assertEqual("boto3\n", self.call(code, {}))

    def test_inline_code_is_read_only_and_its_scripts_are_programs(self):
        code = {"app.py": "import subprocess\ndef handler(e, c): return subprocess.check_output(['bin/deep/tool'], text=True)",
                "bin/deep/tool": "#!/bin/sh\necho ran\n", "./bin/data": "x"}
        self.assertEqual("ran\n", self.call(code, {}))
        mode = lambda name: stat.S_IMODE(os.stat(os.path.join(self.environment.task_root, name)).st_mode)
        self.assertEqual([0o700, 0o444, 0o555, 0o555, 0o555, 0o444], [mode(n) for n in ("", "app.py", "bin", "bin/deep", "bin/deep/tool", "bin/data")])

    def test_starts_behind_a_wrapper(self):
        wrapper = self.environment.task_root + "/wrapper"
        code = {"app.py": "import os\ndef handler(e, c): return os.environ['WRAPPED']", "wrapper": "#!/bin/sh\nexport WRAPPED=yes\nexec \"$@\"\n"}
        self.assertEqual("yes", self.call(code, {}, environment={"AWS_LAMBDA_EXEC_WRAPPER": wrapper}))

    def test_exits_as_a_shell_does_when_a_wrapper_cannot_be_run(self):
        for name, status, words in (("missing", 127, "does not exist"), ("app.py", 126, "is not an executable")):
            with self.subTest(name):
                wrapper = f"{self.environment.task_root}/{name}"
                self.gateway.expect(FakeGateway.STANDBY)
                self.gateway.claim({"app.py": "x = 1"}, environment={"AWS_LAMBDA_EXEC_WRAPPER": wrapper})
                self.environment.lines(f"{wrapper}: {words}\n")
                self.assertEqual(status, self.environment.process.wait(5))
                self.environment = self.start()

    def test_writes_json_logs_when_the_function_asks_for_them(self):
        code = {"app.py": "import logging\ndef handler(event, context): logging.error('said')"}
        self.call(code, {}, environment={"AWS_LAMBDA_LOG_FORMAT": "JSON"})
        self.gateway.expect(FakeGateway.NEXT)
        self.assertIn('"message": "said"', self.environment.lines('{"timestamp"')[-1])

    def test_shows_what_the_function_prints_at_once(self):
        self.call({"app.py": "def handler(event, context): print('printed')"}, {})
        self.assertEqual("printed\n", self.environment.lines("printed")[-1])

    def test_posts_an_init_error_when_the_handler_is_missing(self):
        body = self.init_error({"app.py": "x = 1"})
        self.assertEqual(("Runtime.HandlerNotFound", "Handler 'handler' missing on module 'app'"),
                         (body["errorType"], body["errorMessage"]))

    def test_posts_an_init_error_when_the_module_is_missing(self):
        body = self.init_error({"app.py": "x = 1"}, handler="other.handler")
        self.assertEqual(("Runtime.ImportModuleError", "Unable to import module 'other': No module named 'other'"),
                         (body["errorType"], body["errorMessage"]))

    def test_posts_an_init_error_when_the_code_does_not_parse(self):
        self.assertEqual("Runtime.UserCodeSyntaxError", self.init_error({"app.py": "def handler("})["errorType"])

    def test_posts_an_init_error_when_the_code_raises(self):
        body = self.init_error({"app.py": "raise ValueError('no')"})
        self.assertEqual(("ValueError", "no"), (body["errorType"], body["errorMessage"]))

    def test_refuses_a_path_outside_the_task_root(self):
        for name in ("../escape.py", "/tmp/escape.py", "a/../../escape.py", ""):
            with self.subTest(name):
                self.assertEqual("Runtime.UnsafePath", self.init_error({name: "x = 1"})["errorType"])
                self.assertEqual([], os.listdir(self.environment.task_root))
                self.environment = self.start()

    def test_polls_again_when_the_gateway_was_away_or_refused(self):
        self.gateway.expect(FakeGateway.STANDBY)
        self.gateway.answers[FakeGateway.STANDBY].put((503, b"not ready", []))
        self.gateway.expect(FakeGateway.STANDBY)
        port = self.gateway.port
        self.gateway.close()
        self.gateway.answers[FakeGateway.STANDBY].put((204, b"", []))
        time.sleep(0.3)
        self.gateway = FakeGateway(port)
        self.assertEqual("back", self.call({"app.py": "def handler(event, context): return event"}, "back"))

    def test_stops_at_sigterm_while_parked(self):
        self.gateway.expect(FakeGateway.STANDBY)
        self.environment.process.send_signal(signal.SIGTERM)
        self.assertEqual(143, self.environment.process.wait(2))

    def test_needs_no_claim_when_a_handler_is_given_at_start(self):
        self.gateway.expect(FakeGateway.STANDBY)
        root = self.environment.task_root
        with open(root + "/app.py", "w") as file:
            file.write("def handler(event, context): return event")
        self.start(_HANDLER="app.handler", LAMBDA_TASK_ROOT=root)
        self.gateway.expect(FakeGateway.NEXT)


if __name__ == "__main__":
    unittest.main()
