"""Which parts and which relations may a Word or Excel package have? What is not named here is refused. Pure (R16).

Content types and relation types are those ECMA-376 and the published Office extensions give to what a letter or table
of every day holds, with those LibreOffice, WPS and Google Docs add. What fetches, embeds or runs is not among them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from . import refusals
from .package_xml import Reader, plain
from .refusals import Refusal

_OFFICE = "application/vnd.openxmlformats-officedocument."
_PACKAGE = "application/vnd.openxmlformats-package."
RELATIONS = f"{_PACKAGE}relationships+xml"
MAIN_TYPES = {
    "docx": f"{_OFFICE}wordprocessingml.document.main+xml",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet.main+xml",
}


def _types(start: str, names: str, end: str = "+xml") -> set[str]:
    return {f"{start}{name}{end}".lower() for name in _words(names)}


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


_SHARED = (
    _types(_PACKAGE, "relationships core-properties digital-signature-xmlsignature")
    | _types(_PACKAGE, "digital-signature-origin digital-signature-certificate", "")
    | _types(_OFFICE, "theme themeOverride drawing customXmlProperties extended-properties custom-properties")
    | _types(f"{_OFFICE}drawingml.", "chart chartshapes diagramData diagramLayout diagramStyle diagramColors")
    | _types(_OFFICE, "vmlDrawing obfuscatedFont", "")
    | _types("application/vnd.ms-office.", "drawingml.diagramDrawing chartstyle chartcolorstyle chartex")
    | _types("application/vnd.ms-office.", "classificationlabels documenttasks intelligence2")
    | {"application/xml", "text/xml", "application/inkml+xml", "application/x-fontdata", "application/x-font-ttf"}
    | _types("image/", "png jpeg jpg pjpeg gif bmp tiff x-emf x-wmf emf wmf svg+xml webp vnd.ms-photo", "")
)
_OWN = {
    "docx": _types(
        f"{_OFFICE}wordprocessingml.",
        "document.main document.glossary styles settings webSettings fontTable numbering header footer footnotes "
        "endnotes comments commentsExtended commentsIds commentsExtensible people",
    )
    | _types(f"{_OFFICE}wordprocessingml.", "printerSettings", "")
    | _types("application/vnd.ms-word.", "stylesWithEffects"),
    "xlsx": _types(
        f"{_OFFICE}spreadsheetml.",
        "sheet.main worksheet chartsheet sharedStrings styles calcChain comments table tableSingleCells pivotTable "
        "pivotCacheDefinition pivotCacheRecords sheetMetadata revisionHeaders revisionLog userNames",
    )
    | _types(f"{_OFFICE}spreadsheetml.", "printerSettings customProperty", "")
    | _types(
        "application/vnd.ms-excel.",
        "threadedcomments person slicer slicerCache timeline timelineCache controlproperties rdarray rdrichvalue "
        "rdrichvaluestructure rdrichvaluetypes richstyles rdsupportingpropertybag rdsupportingpropertybagstructure "
        "richvaluerel featurepropertybag namedsheetviews",
    )
    # What WPS (pictures in cells) and Google (its own note) put beside the parts of the standard.
    | {"application/vnd.wps-officedocument.cellimage+xml", "application/binary"},
}

_RELATION_ROOTS = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://schemas.microsoft.com/",
    "http://www.wps.cn/",
    "http://customschemas.google.com/",
)
_RELATION_NAMES = _words(
    "officedocument extended-properties extendedproperties custom-properties customproperties core-properties "
    "coreproperties thumbnail origin signature certificate styles styleswitheffects settings websettings fonttable "
    "font numbering theme themeoverride header footer footnotes endnotes comments commentsextended commentsids "
    "commentsextensible people image hyperlink customxml customxmlprops glossarydocument chart chartusershapes "
    "chartstyle chartcolorstyle chartex diagramdata diagramlayout diagramquickstyle diagramcolors diagramdrawing "
    "drawing vmldrawing printersettings worksheet chartsheet sharedstrings calcchain table tablesinglecells pivottable "
    "pivotcachedefinition pivotcacherecords threadedcomment person sheetmetadata slicer slicercache timeline "
    "timelinecache ctrlprop rdarray rdrichvalue rdrichvaluestructure rdrichvaluetypes richstyles "
    "rdsupportingpropertybag rdsupportingpropertybagstructure revisionheaders revisionlog usernames ink hdphoto "
    "classificationlabels documenttasks intelligence customproperty richvaluerel featurepropertybag namedsheetview "
    "cellimage workbookmetadata"
)
# Refused with the sentence that is true of them; all others with the general one.
_REFUSED_RELATIONS = {
    **dict.fromkeys(("afchunk", "package", "oleobject", "video", "audio", "media"), refusals.EMBEDDED),
    **dict.fromkeys(("vbaproject", "wordvbadata", "control", "activexcontrolbinary", "xlmacrosheet"), refusals.MACRO),
    **dict.fromkeys(("xlintlmacrosheet", "dialogsheet", "extensibility", "usercustomization"), refusals.MACRO),
    **dict.fromkeys(("attachedtemplate", "externallink", "externallinkpath", "connections"), refusals.LINKED),
    **dict.fromkeys(("querytable", "subdocument", "frame", "mailmergesource", "recipientdata"), refusals.LINKED),
    **dict.fromkeys(("volatiledependencies", "webextension", "webextensiontaskpanes"), refusals.LINKED),
}
_SAFE_LINKS = ("http://", "https://", "mailto:", "tel:", "#")


@dataclass
class ContentTypes(Reader):
    """What `[Content_Types].xml` says each part is."""

    suffix: str
    _by_suffix: dict[str, str] = field(default_factory=dict)
    _by_name: dict[str, str] = field(default_factory=dict)

    def starts(self, namespace: str, name: str, attributes: dict[str, str]) -> None:
        attributes = plain(attributes)
        kind = attributes.get("ContentType", "").strip().lower()
        if "macroenabled" in kind or "vnd.ms-office.vba" in kind:
            raise Refusal(refusals.MACRO)
        if name == "Default":
            self._by_suffix[attributes.get("Extension", "").lower()] = kind
        elif name == "Override":
            self._by_name[attributes.get("PartName", "").removeprefix("/").lower()] = kind

    def check_main(self) -> None:
        if MAIN_TYPES[self.suffix] not in {*self._by_name.values(), *self._by_suffix.values()}:
            raise Refusal(refusals.MISMATCH, {"suffix": self.suffix})

    def of(self, name: str) -> str:
        """The allowed type of a part."""
        last = name.lower().rpartition("/")[2]
        kind = self._by_name.get(name.lower()) or self._by_suffix.get(last.rpartition(".")[2], "")
        if kind not in _SHARED and kind not in _OWN[self.suffix]:
            raise Refusal(refusals.EMBEDDED)
        return kind


class Relations(Reader):
    """Nothing is fetched from elsewhere but by a reader's own click; nothing packed inside, nothing that runs."""

    def starts(self, namespace: str, name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship":
            return
        attributes = plain(attributes)
        kind = attributes.get("Type", "").strip()
        last, target = kind.rpartition("/")[2].lower(), attributes.get("Target", "").strip()
        if last in _REFUSED_RELATIONS:
            raise Refusal(_REFUSED_RELATIONS[last])
        if not kind.startswith(_RELATION_ROOTS) or last not in _RELATION_NAMES:
            raise Refusal(refusals.UNSAFE_PACKAGE)
        if attributes.get("TargetMode", "Internal").strip().lower() == "internal":
            if not _stays_inside(target):
                raise Refusal(refusals.LINKED)
        elif last != "hyperlink" or not target.lower().startswith(_SAFE_LINKS):
            raise Refusal(refusals.LINKED)


def _stays_inside(target: str) -> bool:
    """A place in the document (`#Sheet1!A1`) or the path of a part."""
    return target.startswith("#") or not (":" in target or "\\" in target or target.startswith("//"))
