"""Words → Time: finds the time expressions of a text and resolves them.

In: a Document (text, day of publication, language).
Out: Times in order of appearance, each with its TIMEX3 value, the stretch of time it covers and how finely the words fix it.
Touches: nothing but its own tables of words and forms (tables/*.toml).
Fails: never on a text; what the words leave open stays open (PAST_REF, XXXX-08-07).
Judged by: strict, relaxed and value F1 on AQUAINT dev, TimeBank and WikiWars-UA (docs/explanation/time-misses.md).
"""

from onrecord.date.find import find_times

__all__ = ["find_times"]
