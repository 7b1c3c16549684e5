package ru.tsur.appeal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 59-ФЗ art. 4 p. 1 and art. 7 p. 3 in the wording of 547-ФЗ, row by row. */
class ChannelGateTest {

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # channel            | received                  | setting          | way     | why
          EMAIL              | 2025-03-29T23:59:59+03:00 | EXPLAIN          | APPEAL  | the old wording
          EMAIL              | 2025-03-30T00:00:00+03:00 | EXPLAIN          | JOURNAL | the new wording from its first moment
          EMAIL              | 2025-03-29T21:00:00Z      | EXPLAIN          | JOURNAL | the same moment; Moscow's midnight counts
          EMAIL              | 2026-06-03T10:00:00+03:00 | EXPLAIN          | JOURNAL | the ordinary case
          EMAIL              | 2026-06-03T10:00:00+03:00 | ACCEPT_AS_APPEAL | APPEAL  | the region decided so
          EMAIL              | 2025-03-29T10:00:00+03:00 | ACCEPT_AS_APPEAL | APPEAL  | either way
          POST               | 2026-06-03T10:00:00+03:00 | EXPLAIN          | APPEAL  | in writing
          COURIER            | 2026-06-03T10:00:00+03:00 | EXPLAIN          | APPEAL  | in writing
          FAX                | 2026-06-03T10:00:00+03:00 | EXPLAIN          | APPEAL  | in writing
          PERSONAL_RECEPTION | 2026-06-03T10:00:00+03:00 | EXPLAIN          | APPEAL  | art. 13
          EPGU_APPEAL        | 2026-06-03T10:00:00+03:00 | EXPLAIN          | APPEAL  | identified
          OFFICIAL_SITE      | 2026-06-03T10:00:00+03:00 | EXPLAIN          | APPEAL  | identified
          SSTU               | 2026-06-03T10:00:00+03:00 | EXPLAIN          | APPEAL  | from another body
          MEDO               | 2026-06-03T10:00:00+03:00 | EXPLAIN          | APPEAL  | from another body
          SOCIAL             | 2026-06-03T10:00:00+03:00 | ACCEPT_AS_APPEAL | MESSAGE | never, the setting is of e-mails
          EPGU_MESSAGE       | 2025-01-03T10:00:00+03:00 | EXPLAIN          | MESSAGE | never
          HOTLINE            | 2026-06-03T10:00:00+03:00 | EXPLAIN          | MESSAGE | oral
          """)
  void tellsAppealsFromWhatIsNone(
      Channel channel, String received, ChannelGate.Email setting, ChannelGate.Way way) {
    assertThat(new ChannelGate(setting).way(channel, OffsetDateTime.parse(received).toInstant()))
        .isEqualTo(way);
  }
}
