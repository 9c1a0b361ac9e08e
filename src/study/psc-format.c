/* psc-format.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-format"

#include "config.h"

#include <math.h>
#include <string.h>

#include "psc-format.h"
#include "psc-types.h"

#define NBSP "\302\240"

/* The first value that is written with four digits once it is rounded. */
#define ROUNDS_TO_1000 999.5

typedef enum
{
  ESCAPE_INVALID,  /* what is not UTF-8 */
  ESCAPE_UNSEEN,   /* and what changes the look of other text */
  ESCAPE_LINES,    /* and what breaks a line, and the escape itself */
} EscapeLevel;

/* Three significant digits for numbers from 1 to 999. */
static char *
format_three_digits (double value)
{
  int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;

  return g_strdup_printf ("%.*f", decimals, value);
}

static char *
format_long_duration (gint64 time_ns)
{
  gint64 seconds = time_ns / PSC_NSEC_PER_SEC;
  gint64 minutes;

  if (time_ns % PSC_NSEC_PER_SEC >= PSC_NSEC_PER_SEC / 2)
    seconds++;

  if (seconds < 60 * 60)
    return g_strdup_printf ("%" G_GINT64_FORMAT NBSP "min" NBSP
                            "%" G_GINT64_FORMAT NBSP "s",
                            seconds / 60, seconds % 60);

  minutes = (seconds + 30) / 60;

  return g_strdup_printf ("%" G_GINT64_FORMAT NBSP "h" NBSP
                          "%" G_GINT64_FORMAT NBSP "min",
                          minutes / 60, minutes % 60);
}

/**
 * psc_format_count:
 * @count: how many there are
 *
 * Returns: (transfer full): @count with the locale's separators between
 *   thousands
 */
char *
psc_format_count (guint64 count)
{
  return g_strdup_printf ("%'" G_GUINT64_FORMAT, count);
}

/**
 * psc_format_duration:
 * @time_ns: a length of time, or %PSC_NEVER
 *
 * Returns: (transfer full): @time_ns with its unit, three significant digits
 *   and the locale's decimal point, such as "12.7 ms".  The space does not
 *   break.
 */
char *
psc_format_duration (gint64 time_ns)
{
  static const char * const units[] = { "µs", "ms", "s" };
  g_autofree char *number = NULL;
  double value;
  guint unit = 0;

  if (time_ns == PSC_NEVER)
    return g_strdup (PSC_FORMAT_NONE);

  if (time_ns < 0)
    {
      g_autofree char *positive = psc_format_duration (-time_ns);

      return g_strconcat ("−", positive, NULL);
    }

  if (time_ns == 0)
    return g_strdup ("0" NBSP "s");

  if (time_ns < 1000)
    return g_strdup_printf ("%" G_GINT64_FORMAT NBSP "ns", time_ns);

  if (time_ns >= 60 * PSC_NSEC_PER_SEC - PSC_NSEC_PER_SEC / 20)
    return format_long_duration (time_ns);

  for (value = (double) time_ns / 1e3; value >= ROUNDS_TO_1000; value /= 1e3)
    unit++;
  number = format_three_digits (value);

  return g_strconcat (number, NBSP, units[unit], NULL);
}

/**
 * psc_format_rough:
 * @time_ns: a length of time that is a guess
 *
 * Returns: (transfer full): @time_ns in whole seconds, or in whole minutes from
 *   100 seconds on; at least a second
 */
char *
psc_format_rough (gint64 time_ns)
{
  gint64 seconds = (time_ns + PSC_NSEC_PER_SEC / 2) / PSC_NSEC_PER_SEC;

  if (seconds < 100)
    return g_strdup_printf ("%" G_GINT64_FORMAT NBSP "s", MAX (seconds, 1));

  return g_strdup_printf ("%" G_GINT64_FORMAT NBSP "min", (seconds + 30) / 60);
}

/**
 * psc_format_ratio:
 * @ratio: a number, or %NAN for one that is not known
 *
 * Returns: (transfer full): @ratio with two decimals, with fewer from 10 on,
 *   such as "0.93"
 */
char *
psc_format_ratio (double ratio)
{
  if (!isfinite (ratio))
    return g_strdup (PSC_FORMAT_NONE);

  return format_three_digits (ratio);
}

/**
 * psc_format_value:
 * @value: what the compute step gave
 *
 * Returns: (transfer full): @value with six decimals, and a minus sign that is
 *   none of the hyphens of C
 */
char *
psc_format_value (double value)
{
  return g_strdup_printf ("%s%.6f", value < 0. ? "−" : "", fabs (value));
}

/**
 * psc_format_percent:
 * @share: a part of 1, or %NAN for one that is not known
 *
 * Returns: (transfer full): @share in percent, such as "97 %", and one decimal
 *   below ten.  The space does not break.
 */
char *
psc_format_percent (double share)
{
  double percent = share * 100.;

  if (!isfinite (percent))
    return g_strdup (PSC_FORMAT_NONE);

  if (percent <= 0. || percent >= 9.95)
    return g_strdup_printf ("%.0f" NBSP "%%", MAX (percent, 0.));

  /* It is there, however small: it must not look like nothing. */
  if (percent < 0.1)
    return g_strdup_printf ("<" NBSP "%.1f" NBSP "%%", 0.1);

  return g_strdup_printf ("%.1f" NBSP "%%", percent);
}

/* Whether the character is invisible, or moves or reorders what stands beside
 * it.  The joiners are needed to write some languages. */
static gboolean
is_unseen (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
      return TRUE;

    case G_UNICODE_FORMAT:
      return c != 0x00ad && c != 0x200c && c != 0x200d;

    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_CURRENCY_SYMBOL:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_ENCLOSING_MARK:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_MODIFIER_SYMBOL:
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_OTHER_LETTER:
    case G_UNICODE_OTHER_NUMBER:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_OTHER_SYMBOL:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_UPPERCASE_LETTER:
    default:
      return FALSE;
    }
}

static void
append_escaped (GString     *text,
                gunichar     c,
                EscapeLevel  level)
{
  if (level == ESCAPE_INVALID)
    g_string_append_unichar (text, c);
  else if ((c == '\n' || c == '\t') && level != ESCAPE_LINES)
    g_string_append_unichar (text, c);
  else if (c == '\\' && level == ESCAPE_LINES)
    g_string_append (text, "\\\\");
  else if (c == '\n')
    g_string_append (text, "\\n");
  else if (c == '\t')
    g_string_append (text, "\\t");
  else if (c == '\r')
    g_string_append (text, "\\r");
  else if (!is_unseen (c))
    g_string_append_unichar (text, c);
  else if (c < 0x80)
    g_string_append_printf (text, "\\x%02x", c);
  else if (c < 0x10000)
    g_string_append_printf (text, "\\u%04x", c);
  else
    g_string_append_printf (text, "\\U%08x", c);
}

static char *
escape (const char  *data,
        gsize        length,
        EscapeLevel  level)
{
  GString *text = g_string_sized_new (length);
  const char *end = data + length;

  while (data < end)
    {
      gunichar c = g_utf8_get_char_validated (data, end - data);

      /* NUL is a character, but no text can hold it. */
      if (c == 0 || c >= 0x80000000)
        {
          g_string_append_printf (text, "\\x%02x", (guchar) *data);
          data++;
        }
      else
        {
          append_escaped (text, c, level);
          data = g_utf8_next_char (data);
        }
    }

  return g_string_free (text, FALSE);
}

/**
 * psc_format_name:
 * @name: a file name, in whatever bytes it has
 *
 * Returns: (transfer full): @name in valid UTF-8 on one line; line ends,
 *   control characters, directional marks, bytes that are not UTF-8 and the
 *   backslash are escaped, such as "\n", "\u202e" and "\xff"
 */
char *
psc_format_name (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return escape (name, strlen (name), ESCAPE_LINES);
}

/**
 * psc_format_output:
 * @data: (array length=length): what a program wrote
 * @length: how many bytes it is
 *
 * Returns: (transfer full): @data in valid UTF-8, safe for a terminal: as
 *   psc_format_name(), but line ends, tabs and backslashes stay
 */
char *
psc_format_output (const char *data,
                   gsize       length)
{
  return escape (data, length, ESCAPE_UNSEEN);
}

/**
 * psc_format_bytes:
 * @data: (array length=length): what a program wrote
 * @length: how many bytes it is
 *
 * Returns: (transfer full): @data in valid UTF-8, for documents: only bytes
 *   that are not UTF-8, and NUL, are escaped
 */
char *
psc_format_bytes (const char *data,
                  gsize       length)
{
  return escape (data, length, ESCAPE_INVALID);
}
