"""Turns the tables of Rules/names into the rows of the lookup file and finds contradictions in them."""
import re
from collections import Counter

from names_tables import key_of, read_table, without_accents

#: Demonyms whose plural needs no mention in the tables: Belarusian(s), Iraqi(s), New Zealander(s).
_REGULAR_PLURAL = re.compile(r"(an|i|er|ard|ino|ina|ite|ine|on|ene|ch(i|o)an)$")
#: Englishman, Frenchman, Scotsman; not German or Roman.
_MAN = re.compile(r"(sh|ch|s|ter)man$")
#: Country cells of bodies that belong to no country.
_STATELESS = {"international", "global", "world"}


#: In this order, by which the compiled rows name them a, b, c …; that of Gazetteer.Kind.
KINDS = (
    "acronym capital city country demonym family given given-variant institution institution-garble institution-variant metonym particle "
    "party person person-garble person-variant place region surname-of title").split()


def capitalised(key):
    """The key with a capital at the start of each of its parts."""
    return re.sub(r"(^|[ \-'.])(.)", lambda found: found[1] + found[2].upper(), key)


def spellings(cell):
    """`A=B` names two spellings of one word, the preferred one first."""
    return [s.strip() for s in cell.text.split("=") if s.strip()]


def with_plurals(word):
    """A demonym with the forms that follow by rule."""
    if _MAN.search(word):
        stem = word[:-3]
        return [word, stem + "men", stem + "woman", stem + "women"]
    return [word, word + "s"] if _REGULAR_PLURAL.search(word) else [word]


def weight(extra, kind):
    """The population that a row of a city or capital states; of equal rows the largest place comes first."""
    people = extra.split("|")[0]
    return int(people) if kind in ("city", "capital") and people.isdigit() else 0


class Compiler:
    """Reads every table once, resolves countries to codes and emits the rows of the lookup file."""

    def __init__(self, folder, problems):
        self.folder, self.problems = folder, problems
        self.rows = {}
        self.codes = {}
        self.ambiguous = set()
        self.population = {}
        self.standing = {}

    def table(self, name):
        return read_table(self.folder, name, self.problems)

    def run(self):
        countries, regions = self.table("countries"), self.table("regions")
        cities, places = self.table("cities"), self.table("places")
        self.learn_codes(countries, regions)
        renamed = self.learn_cities(cities, places)
        self.countries(countries)
        self.regions(regions)
        self.cities(cities, renamed)
        self.places(places)
        self.people(self.table("people"), self.parties(self.table("parties")))
        self.institutions(self.table("institutions"))
        self.given_names()
        self.words()
        self.garble_contradictions()

    # MARK: countries

    def learn_codes(self, countries, regions):
        """Every name under which a country cell may mention a country, a part of the world or an area."""
        names, others = {}, {}
        for row in countries:
            code = row["iso2"].text
            if not re.fullmatch("[A-Z]{2}", code):
                self.problems.add(row["iso2"], f"“{code}” is no two-letter code")
            names.setdefault(key_of(row["name"].text), []).append(code)
            names.setdefault(key_of(code), [code])
            for part in row["variants"].parts():
                others.setdefault(key_of(spellings(part)[0]), []).append(code)
            for part in row["region"].parts():
                others.setdefault(key_of(part.text), []).append(code)
        parts = {key_of(p.text) for row in countries for p in row["region"].parts()}
        self.ambiguous = {k for k, c in others.items() if len(set(c)) > 1 and k not in parts}
        self.codes = {**others, **names}
        self.codes = {**{without_accents(k): c for k, c in self.codes.items()}, **self.codes}
        for row in regions:
            resolved = self.resolve(row["country"])
            self.codes.setdefault(key_of(row["name"].text), resolved)

    def resolve(self, cell):
        """The codes of a country cell, in its order."""
        found = []
        for part in cell.parts():
            key = key_of(part.text)
            if key in _STATELESS:
                continue
            if key in self.ambiguous and key not in ("eu",):
                self.problems.add(part, f"“{part.text}” may be several countries: write the full name")
            elif key not in self.codes:
                self.problems.add(part, f"unknown country “{part.text}”")
            found += [c for c in self.codes.get(key, []) if c not in found]
        return found

    def countries(self, rows):
        for row in sorted(rows, key=lambda row: bool(row["parent"])):
            name, code = row["name"].text, row["iso2"].text
            regions = "; ".join(p.text for p in row["region"].parts())
            parent = ";".join(self.resolve(row["parent"]))
            usual = "; ".join(p.text for p in row["confusions"].parts())
            extra = f"{regions}|{parent}|{usual}"
            self.emit(name, "country", name, [code], extra)
            for part in row["variants"].parts():
                for form in spellings(part):
                    self.emit(form, "country", name, [code], extra, part)
            self.demonyms(row["demonyms"], name, [code])
            for index, part in enumerate(row["capital"].parts()):
                forms = spellings(part)
                people = max(self.population.get((without_accents(key_of(f)), code), 0) for f in forms)
                for form in forms:
                    rank = "seat" if index else ""
                    self.emit(form, "capital", forms[0], [code], f"{people}|{name}|{rank}", part)
            for part in row["metonyms"].parts():
                forms = spellings(part)
                for form in forms:
                    self.emit(form, "metonym", forms[0], [code], name, part)

    def demonyms(self, cell, name, codes):
        for part in cell.parts():
            forms = spellings(part)
            for form in forms:
                preferred = with_plurals(forms[0])
                for index, inflected in enumerate(with_plurals(form)):
                    same = preferred[index] if index < len(preferred) else preferred[0]
                    self.emit(inflected, "demonym", name, codes, "" if form == forms[0] else same, part)

    # MARK: places

    def regions(self, rows):
        for row in rows:
            name, codes = row["name"].text, self.resolve(row["country"])
            extra = f"{row['type'].text}|{row['capital'].text}"
            self.emit(name, "region", name, codes, extra)
            for part in row["variants"].parts():
                self.emit(part.text, "region", name, codes, extra, part)
            for part in row["abbreviations"].parts():
                postal = re.fullmatch("[A-Z]{2,3}", part.text)
                self.emit(part.text, "region", name, codes, extra + ("|postal" if postal else "|abbr"), part)
                bare = part.text.replace(".", "")
                if not postal and len(bare) > 3:
                    self.emit(bare, "region", name, codes, extra + "|abbr", part)
            self.demonyms(row["demonyms"], name, codes)
            for part in row["capital"].parts():
                if not any((without_accents(key_of(part.text)), c) in self.population for c in codes):
                    self.emit(part.text, "city", part.text, codes, "0", part)

    def learn_cities(self, cities, places):
        """Populations by name and code; cities that places.tsv calls by another name than GeoNames does."""
        for row in cities:
            key = (without_accents(key_of(row["name"].text)), row["iso2"].text)
            try:
                people = int(row["population"].text)
            except ValueError:
                self.problems.add(row["population"], "the population is not a number")
                people = 0
            self.population[key] = max(people, self.population.get(key, 0))
        renamed = {}
        for row in places:
            if row["type"].text != "city":
                continue
            for code in self.resolve(row["country"]):
                forms = [row["name"].text] + [p.text for p in row["variants"].parts()]
                keys = [(without_accents(key_of(f)), code) for f in forms]
                people = max(self.population.get(k, 0) for k in keys)
                self.population[keys[0]] = people
                for key in keys:
                    if self.population.get(key, 0) == people:
                        renamed[key] = row["name"].text
        return renamed

    def cities(self, rows, renamed):
        for row in rows:
            name, code, people = row["name"].text, row["iso2"].text, row["population"].text
            key = (without_accents(key_of(name)), code)
            if self.codes.get(key_of(code)) != [code]:
                self.problems.add(row["iso2"], f"unknown country code “{code}”")
            largest = int(people or 0) == self.population.get(key)
            canonical = renamed.get(key, name) if largest else name
            admin = "|" + row["admin1"].text if row["admin1"] else ""
            self.emit(name, "city", canonical, [code], people + admin)

    def places(self, rows):
        for row in rows:
            name, codes, kind = row["name"].text, self.resolve(row["country"]), row["type"].text
            people = max([self.population.get((without_accents(key_of(name)), c), 0) for c in codes] or [0])
            capital = [r for r in self.rows.values() if r[0] == key_of(name) and r[1] == "capital"
                       and r[3] == ";".join(codes)]
            forms = [name] + [p.text for p in row["variants"].parts()]
            for form in forms:
                if kind == "city":
                    self.emit(form, "city", name, codes, str(people), row["name"])
                    if capital:
                        self.emit(form, "capital", capital[0][2], codes, capital[0][4], row["name"])
                else:
                    self.emit(form, "place", name, codes, f"{kind}|{row['within'].text}", row["name"])

    # MARK: people and institutions

    def parties(self, rows):
        """Emits the words for members and gives each person's parties, and those that the person has led."""
        belongs, led = {}, {}
        for row in rows:
            codes = self.resolve(row["country"])
            for part in row["words"].parts():
                self.emit(part.text, "party", row["party"].text, codes, "", part)
            for column in ("leaders", "members"):
                for part in row[column].parts():
                    belongs.setdefault(part.text, (part, []))[1].append(row["party"].text)
                    if column == "leaders":
                        led.setdefault(part.text, []).append(row["party"].text)
        return belongs, led

    def people(self, rows, parties):
        belongs, led = parties
        known = {row["name"].text for row in rows}
        for name, (cell, _) in belongs.items():
            if name not in known:
                self.problems.add(cell, f"“{name}” is not in people.tsv")
        for row in rows:
            name, codes = row["name"].text, self.resolve(row["country"])
            roles = [p.text for p in row["role"].parts()]
            years = [p.text for p in row["years"].parts()]
            if years and len(years) != len(roles):
                self.problems.add(row["years"], f"{len(years)} spans of years for {len(roles)} roles")
            extra = f"{'; '.join(roles)}|{'; '.join(years)}|{row['field'].text}"
            if name in belongs:
                extra += f"|{'; '.join(belongs[name][1])}|{'; '.join(led.get(name, []))}"
            self.emit(name, "person", name, codes, extra)
            if row["surname"]:
                self.emit(row["surname"].text, "surname-of", name, codes, row["field"].text)
            for column, kind in (("variants", "person-variant"), ("garbles", "person-garble")):
                for part in row[column].parts():
                    self.emit(part.text, kind, name, codes, "", part)

    def institutions(self, rows):
        for row in rows:
            name, codes = row["name"].text, self.resolve(row["country"])
            self.emit(name, "institution", name, codes, row["kind"].text)
            for part in row["acronym"].parts():
                self.emit(part.text, "acronym", name, codes, row["kind"].text, part)
            for column, kind in (("variants", "institution-variant"), ("garbles", "institution-garble")):
                for part in row[column].parts():
                    self.emit(part.text, kind, name, codes, row["kind"].text, part)

    # MARK: words of names

    def given_names(self):
        """`given` rows (extra = class/sex; names in the news without a census class are class 3)."""
        seen = set()
        for row in self.table("given"):
            seen.add(key_of(row["name"].text))
            self.emit(row["name"].text, "given", row["name"].text, [],
                      f"{row['class'].text}/{row['sex'].text}")
        for row in self.table("given-extra"):
            if key_of(row["name"].text) not in seen:
                seen.add(key_of(row["name"].text))
                self.emit(row["name"].text, "given", row["name"].text, [], f"3/{row['sex'].text}")
        for row in self.table("given-variants"):
            head = row["name"].text
            for form in [head] + [p.text for p in row["variants"].parts()]:
                self.emit(form, "given-variant", head, [], "")
                if key_of(form) not in seen:
                    seen.add(key_of(form))
                    self.emit(form, "given", form, [], "5/b")

    def words(self):
        for row in self.table("surnames"):
            self.emit(row["name"].text, "family", row["name"].text, [], row["class"].text)
        for row in self.table("titles"):
            extra = f"{row['class'].text}|{row['office'].text}|{row['sex'].text}"
            self.emit(row["title"].text, "title", row["title"].text, [], extra)
            for part in row["abbreviations"].parts():
                for form in {part.text, part.text.replace(".", "") if len(part.text) > 2 else part.text}:
                    self.emit(form, "title", row["title"].text, [], extra)
        for row in self.table("particles"):
            self.emit(row["particle"].text, "particle", row["particle"].text, [], row["position"].text)

    # MARK: rows

    def emit(self, surface, kind, canonical, codes, extra, cell=None):
        """Adds a surface form and, where it differs, the form without accents."""
        capitals = kind in ("country", "acronym", "title") and re.fullmatch(r"[A-Z][A-Z&]+", surface)
        if capitals:
            extra += "|caps"
        for key in dict.fromkeys((key_of(surface), without_accents(key_of(surface)))):
            plain = kind in ("given", "family") and canonical == key.capitalize()
            identity = (key, kind, "" if plain else canonical, ";".join(codes))
            known = self.rows.get(identity)
            if known is None or weight(extra, kind) > weight(known[4], kind):
                self.rows[identity] = identity + (extra,)
            self.standing.setdefault(key, []).append((kind, canonical, cell))

    def garble_contradictions(self):
        """A garble must be no right name of anything; one that is a common word of names deserves a look."""
        right = {"country", "capital", "city", "region", "place", "metonym", "demonym", "person",
                 "person-variant", "institution", "institution-variant", "acronym"}
        for key, uses in self.standing.items():
            for kind, canonical, cell in uses:
                if not kind.endswith("-garble"):
                    continue
                for other, name, _ in uses:
                    if other in right and (name == canonical or key != key_of(cell.text)):
                        self.drop_garble(key, kind, canonical, cell, f"{other} {name}")
                    elif other in right:
                        self.problems.add(cell, f"garble “{cell.text}” of {canonical} is {other} {name}")
                    elif other in ("family", "given", "surname-of"):
                        self.problems.add(cell, f"garble “{cell.text}” of {canonical} is also a {other} name",
                                          "warning")

    def drop_garble(self, key, kind, canonical, cell, right):
        """Leaves out a garble that its key cannot tell from a right name: other capitals, lost accents."""
        if key == key_of(cell.text):
            self.problems.add(cell, f"“{cell.text}” differs from {right} in capitals or accents only: "
                              "not used as a garble", "warning")
        self.rows = {k: r for k, r in self.rows.items() if k[:3] != (key, kind, canonical)}

    def output(self):
        def order(row):
            return (row[0].encode(), row[1].encode(), -weight(row[4], row[1]), row[2].encode(), row[3])
        letters = {kind: chr(ord("a") + i) for i, kind in enumerate(KINDS)}
        rows = []
        for key, kind, name, country, extra in sorted(self.rows.values(), key=order):
            rows.append("\t".join((key, letters[kind], "=" if name == capitalised(key) else name, country, extra)) + "\n")
        return "".join(rows).encode()

    def summary(self, data):
        kinds = Counter(row[1] for row in self.rows.values())
        listed = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
        return f"{len(data)} bytes, {len(self.rows)} rows: {listed}"
