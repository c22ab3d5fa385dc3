"""Seven officials carry "Pembuatan SK Tim" of Kalimantan Barat from order to filing."""

from tests.browser.conftest import PHONE

TITLE = "Pembuatan Surat Keputusan (SK) Tim"
ABOUT = "SK Tim Survei Kepuasan Masyarakat 2027"
#: who does which row, from the document
HANDS = {
    1: "kasubbag", 2: "analis", 3: "kasubbag", 4: "kabag", 5: "karo", 6: "hukum", 7: "asisten",
    8: "sekda", 9: "analis",
}  # fmt: skip
#: where a refused draft goes back to, from the document's own sentences
RETURNS = {3: 2, 4: 3, 5: 4, 6: 5, 7: 5, 8: 7}
HEADS_ON_A_PHONE = ("karo", "asisten", "sekda")


def test_from_order_to_filing_with_one_return_at_every_review_step(official):
    people = {
        who: official(f"{who}.kalbar", PHONE)
        if who in HEADS_ON_A_PHONE
        else official(f"{who}.kalbar")
        for who in dict.fromkeys(HANDS.values())
    }
    assert len(people) == 7
    address = people["kasubbag"].start(TITLE, ABOUT)
    row, done, returned, deeds = 1, set(), set(), 1
    while row:
        who = people[HANDS[row]]
        who.go()
        waiting = who.counter()
        who.open_task(ABOUT)
        who.tick_everything()
        if row in RETURNS and row not in returned:
            returned.add(row)
            told = who.send_back(f"Perbaiki konsiderans pada langkah {row}.")
            assert "kembali" in told.lower()
            done.add(row)
            row = RETURNS[row]
        else:
            told = who.forward()
            done.add(row)
            row = row + 1 if row < 9 else 0
        deeds += 1
        who.go()
        assert who.counter() == waiting - 1 + (row != 0 and HANDS[row] == who.name.split(".")[0])
        check_case(who, address, row, done, deeds)
    final = people["analis"]
    final.go(address)
    assert "6 kali" in final.page.locator("dl.facts").inner_text()
    assert final.page.get_by_text("selesai", exact=True).first.is_visible()


def check_case(who, address, row, done, deeds):
    """The flow chart and the time line say the same as the story so far."""
    chart = who.chart(address)
    expected = {
        number: "present" if number == row
        else "todo" if number not in done
        else "returned" if row and number > row
        else "done"
        for number in range(1, 10)
    }  # fmt: skip
    assert chart == expected
    assert len(who.history()) == deeds
