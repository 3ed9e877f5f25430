"""What `djaz show settings` prints beside the module imported by CPython: the whole chain, from the
project's root and its entry point to the printed value."""
import json
import os
import pathlib
import shutil
import subprocess

MANAGE = """import os
os.environ.setdefault('DJANGO_SETTINGS_MODULE', {module!r})
from django.core.management import execute_from_command_line
execute_from_command_line()
"""


def plain(value):
    """CPython's value as JSON would hold it."""
    kind, content = value
    if kind in ("list", "tuple"):
        return [plain(one) for one in content]
    if kind == "dict":
        return {str(key[1]): plain(one) for key, one in content}
    if kind == "set":
        return sorted((plain(one) for one in content), key=repr)
    return float(content) if kind == "float" else content


def agree(ours, theirs, root):
    if isinstance(ours, dict) and isinstance(theirs, dict):
        # Keys that JSON cannot tell apart are not compared.
        return ours.keys() == theirs.keys() and all(agree(ours[k], theirs[k], root) for k in ours)
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(agree(a, b, root) for a, b in zip(ours, theirs))
    if isinstance(ours, str) and isinstance(theirs, str):
        if ours == theirs:
            return True
        # Our paths begin at the project's root.
        text = os.path.normpath(theirs)
        return text == root and ours in ("", ".") or text.startswith(root + "/") and text[len(root) + 1:] == ours
    return type(ours) is type(theirs) and (ours == theirs or ours != ours and theirs != theirs)


def compare(djaz, root, shared, runs, expected, folder):
    """Compares a sample; `shared` are the files that every module may import."""
    settings = wrong = known = 0
    for number, ((name, variables, _, text, _), (raised, theirs)) in enumerate(zip(runs, expected)):
        if raised is not None:
            continue
        project = pathlib.Path(folder, f"project{number}")
        for path in [*shared, *(str(p.relative_to(root)) for p in own_files(root, name))]:
            target = project / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(pathlib.Path(root, path), target)
        (project / "manage.py").write_text(MANAGE.format(module=name))
        # A list of all variables half of the time, so that the others are absent.
        command = [djaz, "show", "settings", str(project), "--platform", "none", "--output", "json", "--isolated"]
        if number % 2:
            listed = pathlib.Path(folder, "variables.json")
            listed.write_text(json.dumps([{"name": k, "value": v, "slotSetting": False} for k, v in variables.items()]))
            command += ["--env-file", str(listed)]
        for key, value in variables.items() if number % 2 == 0 else ():
            command += ["--env", f"{key}={value}"]
        done = subprocess.run(command, capture_output=True, text=True)
        try:
            ours = json.loads(done.stdout)
        except ValueError:
            ours = {"module": done.stderr[-300:], "settings": {}}
        problems = [] if ours["module"] == name else [("module", ours["module"], name)]
        for key, one in ours["settings"].items():
            settings += 1
            if not one["known"] or "value" not in one:
                continue
            known += 1
            if key not in theirs and key == "DEBUG" and one["value"] is False:
                # Django's default is shown of this one, since so much hangs on it.
                continue
            if key not in theirs:
                problems.append((key, one["value"], "CPython does not have it"))
            elif not agree(one["value"], plain(theirs[key]), root) and "set" not in json.dumps(theirs[key]):
                problems.append((key, one["value"], theirs[key]))
        for key in theirs:
            # What is included on a path that is not followed is no name of the module yet.
            if key.isupper() and not key.startswith("PART_") and key not in ours["settings"] and theirs[key][0] != "other":
                problems.append((key, "not printed", theirs[key]))
        wrong += bool(problems)
        if wrong <= 10:
            for key, mine, other in problems:
                print(f"command: {name} {key}: {mine!r}, CPython has {other!r} with {variables}")
        if problems and wrong <= 1:
            print(text)
    print(f"the command: {settings} settings printed, {known} known, {wrong} modules wrong")
    return wrong


def own_files(root, name):
    package = name.partition(".")[0]
    single = pathlib.Path(root, package + ".py")
    return [single] if single.exists() else sorted(pathlib.Path(root, package).glob("*.py"))
