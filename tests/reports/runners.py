"""What a CI runner would take for a command in a log, written after the runners' own parsers:
actions/runner (ActionCommand.cs), azure-pipelines-agent (Command.cs), and the markers of GitLab and
TeamCity. Each gives a list of (name, properties, data) in the order of the log.
"""
import re

LINE_END = re.compile(r"\r\n|\r|\n")


def unescaped(text, mapping):
    for token, character in mapping:
        text = text.replace(token, character)
    return text


GITHUB_DATA = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]
GITHUB_PROPERTY = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")]
AZURE = [("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%AZP25", "%")]


def properties_of(text, separator, mapping):
    found = {}
    for pair in text.split(separator):
        name, equals, value = pair.strip(" ").partition("=")
        if equals:
            found[name] = unescaped(value, mapping)
    return found


def bracketed(line, prefix):
    """`##vso[area.event key=value;]data`, anywhere in the line."""
    start = line.lower().find(prefix)
    if start < 0:
        return None
    end = line.find("]", start)
    if end < 0:
        return None
    name, _, rest = line[start + len(prefix):end].strip().partition(" ")
    return name, properties_of(rest, ";", AZURE), unescaped(line[end + 1:], AZURE)


def github_commands(log):
    found = []
    for line in LINE_END.split(log):
        start = line.lstrip()
        end = start.find("::", 2)
        if start.startswith("::") and end >= 0:
            name, _, rest = start[2:end].partition(" ")
            found.append((name, properties_of(rest.strip(), ",", GITHUB_PROPERTY),
                          unescaped(start[end + 2:], GITHUB_DATA)))
            continue
        # The form of the first version, which is still obeyed.
        old = bracketed(line, "##[")
        if old:
            found.append(old)
    return found


def azure_commands(log):
    found = []
    for line in LINE_END.split(log):
        command = bracketed(line, "##vso[") or bracketed(line, "##[")
        if command:
            found.append(command)
    return found


def other_commands(log):
    pattern = r"(?:^|[\r\n])\s*section_(?:start|end):[^\r\n]*|##teamcity\["
    return [(match, {}, "") for match in re.findall(pattern, log)]
