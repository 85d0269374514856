# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Runs Regulars without a screen and looks at it through the accessibility tree.

    session = harness.Session(build)           # a display, a session bus, private folders
    app = session.start(shop)                  # the window on a shop file
    app.press('Add Customer')
    app.type('Name', 'Åse Dahl')
    app.find('label', 'Åse Dahl')
    app.screenshot('customers.png')

weston has no input devices, so that key presses need Session(build, display='x11') and App.key().
"""

import atexit
import datetime
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

import accessible

APP_ID = 'io.github.regulars.Regulars'
APP_PATH = '/' + APP_ID.replace('.', '/')
WIDE = (1280, 800)
NARROW = (360, 640)
PATIENCE = float(os.environ.get('REGULARS_UI_PATIENCE', '20'))
LEAVING = 0.1  # seconds in which a page that goes is gone
# Roles that a person operates; each needs a name that can be spoken.
CONTROLS = {'button', 'check box', 'check button', 'combo box', 'entry', 'link', 'password text',
            'push button', 'radio button', 'slider', 'spin button', 'switch', 'text',
            'toggle button'}

ROWS = {'list item', 'menu item', 'page tab', 'row header', 'table row', 'tree item'}

KEYFILE = '''[org/gnome/desktop/interface]
enable-animations=false
cursor-blink=false
text-scaling-factor={scale}
'''
GTK_SETTINGS = '''[Settings]
gtk-enable-animations=0
gtk-cursor-blink=0
gtk-decoration-layout=appmenu:close
'''


class Failure(AssertionError):
    """What the tree did not show in time."""


def until(function, what, patience=None):
    """Polls until the function returns something true, and returns that. It pauses for as long as
    a look takes, since the program answers instead of going on."""
    end = time.monotonic() + (PATIENCE if patience is None else patience)
    pause = 0.005
    while True:
        began = time.monotonic()
        result = function()
        if result:
            return result
        now = time.monotonic()
        if now > end:
            raise Failure(f'waited in vain for {what}')
        time.sleep(max(pause, now - began))
        pause = min(1.5 * pause, 0.15)


class Buses:
    """This test's own connections to a session bus, and to the accessibility bus behind it."""

    def __init__(self, address):
        self.address = address
        self._bus = None
        self._accessible = None

    def bus(self):
        from gi.repository import Gio
        if not self._bus:
            kind = Gio.DBusConnectionFlags
            self._bus = Gio.DBusConnection.new_for_address_sync(
                self.address, kind.AUTHENTICATION_CLIENT | kind.MESSAGE_BUS_CONNECTION, None, None)
        return self._bus

    def accessible(self):
        if not self._accessible:
            self._accessible = accessible.Bus(self.bus())
        return self._accessible


class Session(Buses):
    """A headless display, a session bus and folders that belong to this test alone."""

    def __init__(self, build, display='wayland', size=WIDE, scale=1.0):
        self.build = pathlib.Path(build).resolve()
        self.display = display
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='rg-ui-'))
        self.children = []
        self.apps = []
        self.env = self._environment(scale)
        atexit.register(self.close)
        super().__init__(self._start_bus())
        if display == 'wayland':
            self._start_weston(size)
        else:
            self._start_xvfb(size)
        os.environ.update(self.env)

    def _environment(self, scale):
        home = self.folder / 'home'
        runtime = self.folder / 'run'
        for path in (home / '.config/gtk-4.0', home / '.config/glib-2.0/settings',
                     home / '.local/share', runtime):
            path.mkdir(parents=True)
        runtime.chmod(0o700)
        (home / '.config/glib-2.0/settings/keyfile').write_text(KEYFILE.format(scale=scale))
        (home / '.config/gtk-4.0/settings.ini').write_text(GTK_SETTINGS)
        cache = self.build / 'ui-cache'
        cache.mkdir(exist_ok=True)
        env = {key: os.environ[key] for key in ('PATH', 'LSAN_OPTIONS', 'ASAN_OPTIONS',
                                                'UBSAN_OPTIONS') if key in os.environ}
        env.update(HOME=str(home), XDG_RUNTIME_DIR=str(runtime), XDG_CACHE_HOME=str(cache),
                   XDG_CONFIG_HOME=str(home / '.config'), XDG_DATA_HOME=str(home / '.local/share'),
                   XDG_STATE_HOME=str(home / '.local/state'), GSETTINGS_BACKEND='keyfile',
                   GSK_RENDERER='cairo', GDK_DEBUG='no-portals', ADW_DISABLE_PORTAL='1',
                   G_DEBUG='fatal-criticals', LANG='en_GB.UTF-8', LC_ALL='en_GB.UTF-8', TZ='UTC',
                   NO_AT_BRIDGE='0', REGULARS_TEST='1', GTK_A11Y='atspi')
        return env

    def set_text_scale(self, scale):
        """For programs that are started from then on."""
        keyfile = self.folder / 'home/.config/glib-2.0/settings/keyfile'
        lines = [line for line in keyfile.read_text().splitlines()
                 if not line.startswith('text-scaling-factor')]
        at = lines.index('[org/gnome/desktop/interface]') + 1
        keyfile.write_text('\n'.join([*lines[:at], f'text-scaling-factor={scale}', *lines[at:]])
                           + '\n')

    def _spawn(self, command, name, **more):
        log = open(self.folder / f'{name}.log', 'wb')
        child = subprocess.Popen(command, env=self.env, stdin=subprocess.DEVNULL, stderr=log,
                                 stdout=more.pop('stdout', log), start_new_session=True, **more)
        self.children.append(child)
        return child

    def _start_bus(self):
        # The display's name is in the environment of the bus, since the services that it starts
        # need it; the number of the X display is chosen before Xvfb runs for that reason.
        if self.display == 'wayland':
            self.env.update(GDK_BACKEND='wayland', WAYLAND_DISPLAY='rg-test')
        else:
            self.env.update(GDK_BACKEND='x11', DISPLAY=f':{_free_display()}')
        bus = self._spawn(['dbus-daemon', '--session', '--nofork', '--print-address=1'], 'bus',
                          stdout=subprocess.PIPE)
        address = bus.stdout.readline().decode().strip()
        self.env['DBUS_SESSION_BUS_ADDRESS'] = address
        return address

    def _start_weston(self, size):
        self._spawn(['weston', '--backend=headless', '--renderer=pixman', '--socket=rg-test',
                     f'--width={size[0]}', f'--height={size[1]}', '--idle-time=0', '--no-config'],
                    'weston')
        socket = self.folder / 'run/rg-test'
        until(socket.exists, 'the headless compositor')

    def _start_xvfb(self, size):
        self._spawn(['Xvfb', self.env['DISPLAY'], '-screen', '0', f'{size[0]}x{size[1]}x24',
                     '-nolisten', 'tcp', '-noreset'], 'xvfb')
        until(lambda: subprocess.run(['xdpyinfo'], env=self.env, stdout=subprocess.DEVNULL,
                                     stderr=subprocess.DEVNULL).returncode == 0, 'Xvfb')

    def sample(self, customers=None):
        """A sample shop in the session's folder, made by regularsctl; returns the file."""
        def make(shop):
            self.ctl(shop, 'sample', *(('--customers', customers) if customers else ()))
        return self._once(f'sample-{customers}', make)

    def _once(self, name, make):
        """A copy of a shop that the tests of a day and a build share: a sample shop is the same
        each time that it is made."""
        program = (self.build / 'src/ctl/regularsctl').stat()
        kept = (self.build / 'ui-cache' /
                f'{name}-{datetime.date.today()}-{program.st_mtime_ns}.regulars')
        shop = self.folder / 'sample.regulars'
        if kept.exists():
            return pathlib.Path(shutil.copy(kept, shop))
        for old in kept.parent.glob(f'{name}-*.regulars'):
            if old != kept:
                old.unlink(missing_ok=True)
        make(shop)
        part = kept.with_suffix(f'.{os.getpid()}')
        shutil.copy(shop, part)
        part.replace(kept)
        return shop

    def busy_shop(self, path=None):
        """A copy of a shop, or of the sample shop, in which somebody has worked."""
        if not path:
            return self.busy_sample()
        return self.work_in(pathlib.Path(shutil.copy(path, self.folder / 'copy.regulars')))

    def busy_sample(self):
        return self._once('busy', lambda shop: self.work_in(self.sample()))

    def work_in(self, shop):
        """Makes a saved segment, a campaign before its list is fixed, and one whose letters are
        printed; returns the file."""
        segment = 'visits at least 3\nnot since 60 days'
        letter = ('--subject', 'We miss you', '--closing', 'Kind regards', '--message',
                  'Dear {{first name|friend}},\n\nwe have not seen you in {{shop name}} for a '
                  'while. Come and see what is new.')
        self.ctl(shop, 'segment', 'save', 'Not Seen Lately', segment)
        for name in ('Spring Letter', 'Autumn Letter'):
            self.ctl(shop, 'campaign', 'new', '--name', name, '--segment', segment, *letter,
                     '--piece-cost', '12.00', '--hold-out', '10')
        self.ctl(shop, 'campaign', 'fix', 'Spring Letter')
        self.ctl(shop, 'campaign', 'letters', 'Spring Letter', '--pdf', self.folder / 'spring.pdf')
        return shop

    def ctl(self, shop, *arguments, check=True):
        """Runs regularsctl on a shop; returns its standard output."""
        done = subprocess.run([str(self.build / 'src/ctl/regularsctl'), '--store', str(shop),
                               *map(str, arguments)], env=self.env, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if check and done.returncode:
            raise Failure(f'regularsctl {" ".join(map(str, arguments))}: {done.stderr}')
        return done.stdout

    def start(self, *arguments, dark=False, size=None, env=None):
        """Starts the program and waits for its window."""
        more = dict(self.env, **(env or {}))
        if dark:
            more['ADW_DEBUG_COLOR_SCHEME'] = 'prefer-dark'
        app = App(self, [str(self.build / 'src/app/regulars'), *map(str, arguments)], more)
        self.apps.append(app)
        app.wait_ready()
        if size:
            app.resize(*size)
        return app

    def close(self):
        for app in self.apps:
            app.kill()
        for child in reversed(self.children):
            _kill_group(child)
        shutil.rmtree(self.folder, ignore_errors=True)


class App:
    """One running window."""

    def __init__(self, session, command, env):
        self.session = session
        self.env = env
        self.log = session.folder / f'app-{len(session.apps)}.log'
        with open(self.log, 'wb') as sink:
            self.process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL,
                                            stdout=sink, stderr=sink, start_new_session=True,
                                            cwd=session.folder)
        self.program = None

    # --- life -----------------------------------------------------------------------------

    def wait_ready(self):
        self.program = until(self._find_program, 'the program on the accessibility bus')
        self.find(('frame', 'window'))

    def _find_program(self):
        self._must_run()
        return next((program for program in self.session.accessible().programs()
                     if program.process() == self.process.pid), None)

    def _must_run(self):
        if self.process.poll() is not None:
            raise Failure(f'the program ended with {self.process.returncode}:\n{self.said()}')

    def said(self):
        return self.log.read_text(errors='replace')

    def quit(self):
        """Leaves through the action, so that clean-up and leak checks run. Returns the code."""
        if self.process.poll() is None:
            try:
                self.action('quit')
            except Failure:
                pass
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Failure(f'the program did not quit:\n{self.said()}')
        return code

    def kill(self):
        _kill_group(self.process)

    def open_again(self, shop):
        """Opens another shop in this window, as a second start of the program does."""
        subprocess.run([str(self.session.build / 'src/app/regulars'), '--store', str(shop)],
                       env=self.session.env, check=True, timeout=30, cwd=self.session.folder)

    # --- actions --------------------------------------------------------------------------

    def action(self, name, *parameters, path=None):
        """Activates an exported action; parameters are GVariant texts, e.g. "('x', 1)"."""
        self._call('Activate', '(sava{sv})', name, list(map(_variant, parameters)), {}, path=path)

    def window_action(self, name, *parameters):
        """Activates an action of the window, e.g. window_action ('show-place', "'today'")."""
        self.action(name, *parameters, path=self.window_path())

    def window_path(self):
        for number in range(1, 10):
            path = f'{APP_PATH}/window/{number}'
            try:
                if self.actions(path):
                    return path
            except Failure:
                continue
        raise Failure('no window exports its actions')

    def actions(self, path=None):
        """The names of the actions that are exported there."""
        return self._call('List', None, path=path)[0]

    def described_actions(self, path=None):
        """For each exported action whether it is enabled, its parameter's type and its state."""
        return self._call('DescribeAll', None, path=path)[0]

    def _call(self, method, kind, *arguments, path=None):
        from gi.repository import Gio, GLib
        self._must_run()
        try:
            return self.session.bus().call_sync(
                APP_ID, path or APP_PATH, 'org.gtk.Actions', method,
                GLib.Variant(kind, arguments) if kind else None, None,
                Gio.DBusCallFlags.NO_AUTO_START, 20000, None).unpack()
        except GLib.Error as error:
            raise Failure(f'{method} {arguments}: {error.message}') from None

    def page_action(self, name):
        """Activates an action of the page that is shown, e.g. page_action ('page.search')."""
        self.action('test-activate', f"'{name}'")

    def show(self, place):
        self.window_action('show-place', f"'{place}'")

    def resize(self, width, height):
        self.action('test-size', f'({int(width)}, {int(height)})')

    def screenshot(self, path):
        """Writes a picture of the window; returns its path."""
        path = pathlib.Path(path).resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)

        def whole():
            return path.exists() and path.read_bytes()[-8:-4] == b'IEND'

        # While the window is laid out anew there is nothing to be drawn for a moment.
        for _ in range(5):
            self.action('test-screenshot', repr(str(path)))
            try:
                until(whole, f'the picture {path}', 3)
                return path
            except Failure:
                continue
        raise Failure(f'no picture could be written to {path}:\n{self.said()}')

    def report(self, action, patience=None):
        """Runs a test action that writes JSON, such as test-lint; returns what it wrote."""
        path = self.session.folder / f'{action}.json'
        path.unlink(missing_ok=True)
        self.action(action, repr(str(path)))

        def read():
            try:
                return [json.loads(path.read_text())]
            except (OSError, ValueError):
                return None
        return until(read, f'the report of {action}', patience)[0]

    def lint(self):
        """What the page lint finds on the window once it has come to rest. What is found between
        two frames, such as a row that has no place yet, is gone at the next look."""
        for _ in range(3):
            self.settle()
            findings = self.report('test-lint')['findings']
            if not findings:
                break
        return findings

    def settle(self):
        """Returns when the window has come to rest. One that never does, such as a spinner behind
        a question, costs a person's battery and is a failure."""
        if not self.report('test-rest', 30)['rested']:
            raise Failure(f'the window does not come to rest:\n{self.outline()}')

    # --- the accessibility tree -----------------------------------------------------------

    def nodes(self, role=None, name=None, within=None, whole=True):
        """What is shown, from the top, as it is now. What may be missed is found faster where the
        tree need not be whole."""
        for node in self._read(within, whole).walk():
            if (node.is_shown() and (not role or node.get_role_name() in _roles(role))
                    and (name is None or _matches(node.get_name(), name))):
                yield node

    def _read(self, within=None, whole=True):
        tree = self.program.read(whole)
        if not within:
            return tree
        same = (node for node in tree.walk() if node.path == within.path)
        return next(same, within)

    def find(self, role, name=None, within=None, patience=None):
        """Waits for a showing node; the name is a text, or a function of the name."""
        whole_at = time.monotonic() + 0.5

        def look_at_all():
            return next(self.nodes(role, name, within), None)

        def look():
            nonlocal whole_at
            self._must_run()
            node = self._look(role, name, within)
            if node:
                return node
            if time.monotonic() < whole_at:
                return None
            whole_at = time.monotonic() + 1.0
            return look_at_all()

        try:
            return until(look, '', patience)
        except Failure:
            node = look_at_all()
        if not node:
            raise Failure(f'waited in vain for {role} "{_describe(name)}"'
                          + (f'; there was:\n{self.outline()}' if patience == 0 else ''))
        return node

    def _look(self, role, name, within=None):
        """The first such node that is there, which may have been overlooked: see nodes()."""
        node = next(self.nodes(role, name, within, whole=False), None)
        return node if node and node.is_there() else None

    def gone(self, role, name, patience=None):
        until(lambda: not self._look(role, name) and not next(self.nodes(role, name), None),
              f'{role} "{_describe(name)}" to go', patience)

    def press(self, name, role=None, within=None, patience=None):
        """Activates the control with that name through its accessible action."""
        roles = role or ('button', 'push button', 'toggle button', 'list item', 'menu item',
                         'check box', 'switch', 'link', 'table row', 'row header', 'tab',
                         'radio button', 'combo box', 'generic', 'panel')
        node = self.find(roles, name, within, patience)
        # What a page or a dialog that goes still has would be pressed in vain.
        time.sleep(LEAVING)
        node = self._look(roles, name, within) or next(self.nodes(roles, name, within), node)
        until(lambda: sensitive(node), f'"{_describe(name)}" to become sensitive')
        if not node.act():
            raise Failure(f'"{_describe(name)}" ({node.get_role_name()}) offers no action')
        return node

    def type(self, name, text, within=None):
        """Replaces the text of the field with that name. Nobody types into a page that is still
        being filled, which would write over it."""
        fields = ('text', 'entry', 'password text', 'spin button')
        self.find(fields, name, within)
        self.settle()
        node = self.find(fields, name, within)
        if not node.has('EditableText'):
            raise Failure(f'the field "{_describe(name)}" cannot be edited')
        until(lambda: sensitive(node), f'the field "{_describe(name)}" to become sensitive')
        node.set_text(text)
        return node

    def text(self, node):
        return node.get_text() if node.has('Text') else node.get_name()

    def nameless(self):
        """Showing controls that cannot be spoken, and rows and choices that the keyboard comes to
        and that cannot, as readable lines."""
        return [f'{node.get_role_name()} without a name below {_trail(node)}'
                for node in self.nodes(CONTROLS | ROWS) if not (node.get_name() or '').strip()
                and (node.get_role_name() in CONTROLS or node.is_focusable())]

    def same_names(self, without=()):
        """Controls that sound like another one, as readable lines. A row and the switch in it are
        one control."""
        names = [(node.get_role_name(), node.get_name()) for node in self.nodes(CONTROLS)
                 if node.get_name() not in _names_around(node)]
        return sorted({f'{role} "{name}" {names.count((role, name))} times'
                       for role, name in names if name not in without
                       and names.count((role, name)) > 1})

    def outline(self):
        """The tree as text, for a failure's message and for writing tests."""
        return '\n'.join(_outline(self._read()))

    # --- what is spoken -------------------------------------------------------------------

    def listen(self):
        """From now on, what the program says to a screen reader: see Ears."""
        return Ears(self.session.accessible().connection)

    # --- keys (X11 only) ------------------------------------------------------------------

    def focus_window(self):
        # The oldest one: a tooltip is a window too, and takes the keyboard with it when it goes.
        windows = self._xdotool('search', '--sync', '--onlyvisible', '--pid',
                                str(self.process.pid)).split()
        self._xdotool('windowfocus', '--sync', min(windows, key=int))

    def leave_window(self):
        """As if the person went to another program."""
        self._xdotool('windowfocus', '--sync', self._xdotool('search', '--class', '^$').split()[0])

    def _keep_keyboard(self):
        """Without a window manager a tooltip takes the keyboard with it when it goes."""
        windows = self._xdotool('search', '--onlyvisible', '--pid', str(self.process.pid)).split()
        done = subprocess.run(['xdotool', 'getwindowfocus'], env=self.env, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=30)
        if done.stdout.strip() not in windows:
            self.focus_window()

    def key(self, *keys):
        self._xdotool('key', '--delay', '30', *keys)

    def focus_on(self, title):
        """Tabs until the keyboard is on what begins with that name."""
        passed = []
        for _ in range(60):
            at = self.focused()
            if at and (at.get_name() or '').startswith(title):
                return
            passed.append(at.get_name() if at else None)
            self.key('Tab')
            if not self._leaves(at):
                self._keep_keyboard()
        raise Failure(f'Tab does not come to "{title}"; it came past {passed}')

    def _leaves(self, at):
        """Waits a little until the keyboard is elsewhere: of two strokes that are handled at once
        the first place would not be seen."""
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            now = self.focused()
            if now and not (at and now.path == at.path):
                return True
        return False

    def in_menu(self):
        """Waits until the keyboard is in the menu that was opened, and it has been drawn."""
        until(lambda: (at := self.focused()) and at.get_role_name() == 'menu item', 'a menu')
        self.settle()

    def choose(self, title, *keys):
        """Opens the row of choices with that title, and takes what the keys lead to."""
        self.focus_on(title)
        self.key('space')
        self.settle()
        self.key(*keys, 'Return')
        self.settle()

    def click(self, node, across=0.5, down=0.5):
        """The mouse's first button, at a share of the node's width and height."""
        place = extents(node)
        self._xdotool('mousemove', str(int(place.x + across * place.width)),
                      str(int(place.y + down * place.height)), 'click', '1')

    def drag(self, node, onto):
        """With the mouse, from the middle of one node to that of another."""
        self.settle()
        places = [(place.x + place.width // 2, place.y + place.height // 2)
                  for place in map(extents, (node, onto))]
        (from_x, from_y), (x, y) = places
        self._xdotool('mousemove', str(from_x), str(from_y), 'mousedown', '1')
        # A drag begins after some way, and finds what is below it while it moves.
        for part in range(1, 9):
            self._xdotool('mousemove', '--sync', str(from_x + (x - from_x) * part // 8 + part % 2),
                          str(from_y + (y - from_y) * part // 8))
            time.sleep(0.05)
        self._xdotool('mouseup', '1')

    def save_in_dialog(self, action, path):
        """Activates an action of the page that asks for a file, types the path, and saves. The file
        is whole when this returns."""
        path.unlink(missing_ok=True)
        self.page_action(action)
        dialog = self.find(('dialog', 'file chooser'))
        self.find(('button', 'push button'), 'Save', within=dialog)
        name = until(lambda: (node := self.focused()) and node.has('EditableText') and node,
                     'a name to type')
        name.set_text(str(path))
        self.press('Save', role=('button', 'push button'), within=dialog)
        until(lambda: path.exists() and path.stat().st_size, f'the file {path}')

        def is_whole():
            size = path.stat().st_size
            time.sleep(0.3)
            return path.stat().st_size == size
        until(is_whole, 'the whole file')
        self.focus_window()

    def file_dialog(self, title):
        """Gives the keyboard to the file dialog with that title; returns the window's number."""
        window = until(lambda: self._windows(title), f'the file dialog "{title}"')[-1]
        self._xdotool('windowfocus', '--sync', window)
        until(self.focused, 'the keyboard in the file dialog')
        return window

    def choose_file(self, title, path):
        """In a file dialog a person goes to the file; here its path is typed, which "/" begins. A
        dialog that reads a folder meanwhile loses keys, or takes the keyboard to its list: then it
        is done again, as a person would."""
        dialog = self.file_dialog(title)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not self._focused_text():
                self.key('slash')
            try:
                until(self._focused_text, 'a path to type', 2).set_text(str(path))
                self.key('Return')
                return until(lambda: dialog not in self._windows(title), 'the dialog to go', 2)
            except Failure:
                pass
        raise Failure(f'the file dialog "{title}" does not take {path}:\n{self.outline()}')

    def _windows(self, title):
        """The windows with that title that are seen: their numbers."""
        done = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', f'^{title}$'],
                              env=self.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              text=True, timeout=30)
        return done.stdout.split()

    def _focused_text(self):
        node = self.focused()
        return node if node and node.get_role_name() == 'text' else None

    def keys(self, text):
        self._xdotool('type', '--delay', '20', text)

    def _xdotool(self, *arguments):
        # A tooltip that goes while the windows are searched ends the search.
        for _ in range(5):
            done = subprocess.run(['xdotool', *arguments], env=self.env, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, text=True, timeout=30)
            if not done.returncode or 'BadWindow' not in done.stdout:
                break
        if done.returncode:
            raise Failure(f'xdotool {" ".join(arguments)}: {done.stdout}')
        return done.stdout

    def focused(self):
        """The node that has the keyboard, or None. What nobody has asked for yet is known only
        after the tree was read."""
        found = self.program.focused()
        for whole in (False, True):
            found = found or (self.program.read(whole) and self.program.focused())
        return found


class Ears:
    """Hears what is announced to a screen reader, in the order in which it is."""

    def __init__(self, connection):
        from gi.repository import Gio
        self._texts = []
        self._connection = connection
        connection.signal_subscribe(
            None, 'org.a11y.atspi.Event.Object', 'Announcement', None, None,
            Gio.DBusSignalFlags.NONE, lambda *event: self._texts.append(event[5].unpack()[3]))

    def texts(self):
        from gi.repository import GLib
        while GLib.MainContext.default().iteration(False):
            pass
        return self._texts

    def hear(self, wanted, patience=None):
        """Waits for a text, or for one that passes a condition; returns it, and forgets what was
        said until then."""
        def heard():
            for at, text in enumerate(self.texts()):
                if _matches(text, wanted):
                    del self._texts[:at + 1]
                    return text
            return None
        try:
            return until(heard, '', patience)
        except Failure:
            raise Failure(f'"{_describe(wanted)}" was not said, but {self._texts}') from None


def sensitive(node):
    """As it is now; what is gone is not."""
    try:
        return node.is_sensitive()
    except _glib_error():
        return False


def extents(node):
    """Where the node lies in its window: x, y, width and height. GTK takes the shadow off where it
    is to be added, which the frame tells."""
    place = node.get_extents()
    while node.get_role_name() not in ('frame', 'application'):
        node = node.get_parent()
    if node.get_role_name() == 'frame':
        shadow = node.get_extents()
        place = place._replace(x=place.x - 2 * shadow.x, y=place.y - 2 * shadow.y)
    return place


def _matches(found, wanted):
    return wanted(found) if callable(wanted) else found == wanted


def _describe(name):
    return 'that passes a condition' if callable(name) else name


def _roles(role):
    return (role,) if isinstance(role, str) else role


def _outline(node, depth=0):
    yield '  ' * depth + f'{node.get_role_name()} "{node.get_name()}"'
    for child in node.children:
        yield from _outline(child, depth + 1)


def _trail(node):
    names = []
    while node and node.get_role_name() != 'application' and len(names) < 6:
        names.append(f'{node.get_role_name()} "{node.get_name()}"')
        node = node.get_parent()
    return ' < '.join(names)


def _names_around(node):
    names = []
    while (node := node.get_parent()) and len(names) < 5:
        names.append(node.get_name())
    return names


def _variant(text):
    from gi.repository import GLib
    return GLib.Variant.parse(None, text)


def _glib_error():
    from gi.repository import GLib
    return GLib.Error


def _free_display():
    # Programs that are started at the same moment must not choose the same number.
    first = 100 + os.getpid() % 20000
    for number in range(first, first + 400):
        if not os.path.exists(f'/tmp/.X{number}-lock'):
            return number
    raise Failure('no X display number is free')


def _kill_group(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    process.wait()
