"""Letters and tables with the parts real office programs put into them, written by hand from the published formats."""

Parts = dict[str, bytes | str]

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SCHEMAS = "http://schemas.openxmlformats.org"
_DOCUMENT_RELS = f"{_SCHEMAS}/officeDocument/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_WORD = f"{_OFFICE}wordprocessingml."
_EXCEL = f"{_OFFICE}spreadsheetml."
_W = (
    f'xmlns:w="{_SCHEMAS}/wordprocessingml/2006/main" xmlns:r="{_DOCUMENT_RELS}" '
    f'xmlns:mc="{_SCHEMAS}/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/'
    'wordprocessingShape" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" mc:Ignorable="w14"'
)
_S = f'xmlns="{_SCHEMAS}/spreadsheetml/2006/main" xmlns:r="{_DOCUMENT_RELS}"'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def _types(defaults: dict[str, str], overrides: dict[str, str]) -> str:
    rows = [f'<Default Extension="{suffix}" ContentType="{kind}"/>' for suffix, kind in defaults.items()]
    rows += [f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items()]
    return f'{_HEAD}<Types xmlns="{_SCHEMAS}/package/2006/content-types">{"".join(rows)}</Types>'


def _relations(*rows: tuple[str, str]) -> str:
    made = (f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(rows, 1))
    return f'{_HEAD}<Relationships xmlns="{_SCHEMAS}/package/2006/relationships">{"".join(made)}</Relationships>'


_DEFAULTS = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
_PROPERTIES = {
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": f"{_OFFICE}extended-properties+xml",
    "docProps/custom.xml": f"{_OFFICE}custom-properties+xml",
}


def _around(main: str, defaults: dict[str, str], overrides: dict[str, str]) -> Parts:
    """What every program writes around its document."""
    return {
        "[Content_Types].xml": _types({**_DEFAULTS, **defaults}, {**overrides, **_PROPERTIES}),
        "_rels/.rels": _relations(
            (f"{_DOCUMENT_RELS}/officeDocument", main),
            (f"{_SCHEMAS}/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_DOCUMENT_RELS}/extended-properties", "docProps/app.xml"),
            (f"{_DOCUMENT_RELS}/custom-properties", "docProps/custom.xml"),
        ),
        **dict.fromkeys(_PROPERTIES, f"{_HEAD}<Properties/>"),
    }


_TRACKED = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr><w14:ligatures w14:val="none"/></w:rPr>'
    '<w:instrText xml:space="preserve"> TOC \\o "1-3" \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p><w:p><w:hyperlink w:anchor="_Toc1"><w:r><w:t>Mục</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF _Toc1 \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '</w:hyperlink></w:p><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    '<w:p><w:del w:id="1"><w:r><w:delText>link cũ</w:delText></w:r></w:del>'
    '<w:ins w:id="2"><w:r><w:t>mới</w:t></w:r></w:ins></w:p>'
)
_SHAPES = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r>'
    '<w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r><w:r>'
    '<w:fldChar w:fldCharType="end"/></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback>'
    '<w:pict><v:shape style="width:1pt"><v:imagedata r:id="rId4" o:title="ảnh"/></v:shape></w:pict></mc:Fallback>'
    "</mc:AlternateContent></w:r></w:p>"
)


def word() -> Parts:
    names = [
        "styles",
        "settings",
        "webSettings",
        "fontTable",
        "numbering",
        "header",
        "footer",
        "footnotes",
        "endnotes",
        "comments",
        "people",
    ]
    kinds = {f"word/{name}.xml": f"{_WORD}{name}+xml" for name in names}
    kinds |= {
        "word/document.xml": f"{_WORD}document.main+xml",
        "word/theme/theme1.xml": f"{_OFFICE}theme+xml",
        "word/glossary/document.xml": f"{_WORD}document.glossary+xml",
        "customXml/itemProps1.xml": f"{_OFFICE}customXmlProperties+xml",
        "docMetadata/LabelInfo.xml": "application/vnd.ms-office.classificationlabels+xml",
    }
    media = {"jpeg": "image/jpeg", "png": "image/png", "emf": "image/x-emf", "odttf": f"{_OFFICE}obfuscatedFont"}
    relations = [(f"{_DOCUMENT_RELS}/{name}", f"{name}.xml") for name in names if name != "people"]
    relations += [
        (f"{_DOCUMENT_RELS}/theme", "theme/theme1.xml"),
        (f"{_DOCUMENT_RELS}/image", "media/image1.png"),
        (f"{_DOCUMENT_RELS}/glossaryDocument", "glossary/document.xml"),
        (f"{_DOCUMENT_RELS}/customXml", "../customXml/item1.xml"),
        ("http://schemas.microsoft.com/office/2011/relationships/people", "people.xml"),
    ]
    return {
        **_around("word/document.xml", media, kinds),
        **dict.fromkeys(kinds, f"{_HEAD}<w:part {_W}/>"),
        "word/document.xml": f"{_HEAD}<w:document {_W}><w:body>{_TRACKED}{_SHAPES}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(*relations),
        "word/_rels/fontTable.xml.rels": _relations((f"{_DOCUMENT_RELS}/font", "fonts/font1.odttf")),
        "word/fonts/font1.odttf": bytes(range(200)),
        "word/media/image1.png": PNG,
        "word/media/image2.emf": b"\x01\x00\x00\x00" + bytes(60),
        "customXml/item1.xml": '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"/>',
        "customXml/_rels/item1.xml.rels": _relations((f"{_DOCUMENT_RELS}/customXmlProps", "itemProps1.xml")),
    }


def libreoffice_letter() -> Parts:
    names = {"styles": "styles", "fontTable": "fontTable", "settings": "settings", "footer1": "footer"}
    kinds = {f"word/{name}.xml": f"{_WORD}{kind}+xml" for name, kind in names.items()}
    kinds |= {
        "_rels/.rels": _DEFAULTS["rels"],
        "word/_rels/document.xml.rels": _DEFAULTS["rels"],
        "word/document.xml": f"{_WORD}document.main+xml",
        "word/theme/theme1.xml": f"{_OFFICE}theme+xml",
    }
    relations = [(f"{_DOCUMENT_RELS}/{kind}", f"{name}.xml") for name, kind in names.items()]
    field = '<w:fldChar w:fldCharType="begin"></w:fldChar></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r>'
    return {
        **{f"word/{name}.xml": f"{_HEAD}<w:{kind} {_W}/>" for name, kind in names.items()},
        **_around("word/document.xml", {"png": "image/png", "jpeg": "image/jpeg", "bin": f"{_OFFICE}oleObject"}, kinds),
        "word/theme/theme1.xml": f"{_HEAD}<a/>",
        "word/_rels/document.xml.rels": _relations(*relations, (f"{_DOCUMENT_RELS}/theme", "theme/theme1.xml")),
        "word/document.xml": f'{_HEAD}<w:document {_W}><w:body><w:p><w:r>{field}<w:fldChar w:fldCharType="end"/></w:r>'
        "</w:p></w:body></w:document>",
    }


def wps_letter() -> Parts:
    kinds = {"word/document.xml": f"{_WORD}document.main+xml", "word/styles.xml": f"{_WORD}styles+xml"}
    return {
        **_around("word/document.xml", {}, kinds),
        "word/document.xml": f"\ufeff{_HEAD}<w:document {_W}><w:body/></w:document>",
        "word/styles.xml": f"{_HEAD}<w:styles {_W}/>",
        "customXml/item1.xml": '<s:customData xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"/>',
        "word/_rels/document.xml.rels": _relations(
            (f"{_DOCUMENT_RELS}/styles", "styles.xml"), (f"{_DOCUMENT_RELS}/customXml", "../customXml/item1.xml")
        ),
    }


_CELLS = (
    '<c r="A1"><f>SUM(B1:B3)</f><v>6</v></c><c r="A2"><f t="shared" ref="A2:A9" si="0">IF(B2&gt;0,"a|b!","x")</f></c>'
    '<c r="A3"><f t="shared" si="0"/></c><c r="A4"><f>HYPERLINK("https://example.org/!","xem | nghe")</f></c>'
    "<c r=\"A5\"><f>VLOOKUP(A1,'Sheet 2'!$A$1:$B$9,2,FALSE)</f></c>"
)


def excel() -> Parts:
    names = ["styles", "sharedStrings", "calcChain"]
    kinds = {f"xl/{name}.xml": f"{_EXCEL}{name}+xml" for name in names}
    kinds |= {
        "xl/workbook.xml": f"{_EXCEL}sheet.main+xml",
        "xl/worksheets/sheet1.xml": f"{_EXCEL}worksheet+xml",
        "xl/comments1.xml": f"{_EXCEL}comments+xml",
        "xl/tables/table1.xml": f"{_EXCEL}table+xml",
        "xl/drawings/drawing1.xml": f"{_OFFICE}drawing+xml",
        "xl/charts/chart1.xml": f"{_OFFICE}drawingml.chart+xml",
        "xl/charts/style1.xml": "application/vnd.ms-office.chartstyle+xml",
        "xl/metadata.xml": f"{_EXCEL}sheetMetadata+xml",
    }
    defaults = {"bin": f"{_EXCEL}printerSettings", "vml": f"{_OFFICE}vmlDrawing", "png": "image/png"}
    rules = (
        "<conditionalFormatting><cfRule><formula>A1&gt;3</formula></cfRule></conditionalFormatting><extLst>"
        "<x14:dataValidation "
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:xm="http://schemas.microsoft.com/'
        'office/excel/2006/main"><x14:formula1>\n<xm:f>Sheet1!$A$1:$A$3</xm:f></x14:formula1></x14:dataValidation></extLst>'
    )
    sheet = [("comments", "../comments1.xml"), ("vmlDrawing", "../drawings/vmlDrawing1.vml")]
    sheet += [("drawing", "../drawings/drawing1.xml"), ("table", "../tables/table1.xml")]
    sheet += [("printerSettings", "../printerSettings/printerSettings1.bin"), ("hyperlink", "#'Sheet 2'!A1")]
    return {
        **_around("xl/workbook.xml", defaults, kinds),
        **dict.fromkeys(kinds, f"{_HEAD}<part {_S}/>"),
        "xl/workbook.xml": f'{_HEAD}<workbook {_S}><definedNames><definedName name="in">Sheet1!$A$1</definedName>'
        "</definedNames></workbook>",
        "xl/worksheets/sheet1.xml": f"{_HEAD}<worksheet {_S}><sheetData><row>{_CELLS}</row></sheetData>{rules}"
        "</worksheet>",
        "xl/worksheets/_rels/sheet1.xml.rels": _relations(*((f"{_DOCUMENT_RELS}/{kind}", to) for kind, to in sheet)),
        "xl/charts/chart1.xml": f'{_HEAD}<c:chart xmlns:c="{_SCHEMAS}/drawingml/2006/chart"><c:f>Sheet1!$A$1</c:f>'
        "</c:chart>",
        "xl/drawings/vmlDrawing1.vml": '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:formulas><v:f '
        'eqn="sum @0 0 0"/></v:formulas></v:shape></xml>',
        "xl/printerSettings/printerSettings1.bin": "HP LaserJet".encode("utf-16-le"),
    }


def google_table() -> Parts:
    kinds = {
        "xl/workbook.xml": f"{_EXCEL}sheet.main+xml",
        "xl/worksheets/sheet1.xml": f"{_EXCEL}worksheet+xml",
        "xl/metadata": "application/binary",
    }
    return {
        **_around("xl/workbook.xml", {}, kinds),
        "xl/workbook.xml": f"{_HEAD}<workbook {_S}/>",
        "xl/worksheets/sheet1.xml": f"{_HEAD}<worksheet {_S}/>",
        "xl/metadata": b"\x0a\x02\x08\x01",
        "xl/_rels/workbook.xml.rels": _relations(
            (f"{_DOCUMENT_RELS}/worksheet", "worksheets/sheet1.xml"),
            ("http://customschemas.google.com/relationships/workbookmetadata", "metadata"),
        ),
    }
