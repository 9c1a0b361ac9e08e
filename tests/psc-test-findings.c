/* psc-test-findings.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-test-findings.h"

/* With ordinary spaces, and a line end behind it. */
static void
append_line (GString          *lines,
             const PscFinding *finding)
{
  g_autofree char *line = psc_finding_dup_line (finding);

  g_string_append_printf (lines, "%s\n", line);
  g_string_replace (lines, "\302\240", " ", 0);
}

/* Whether one of the findings is of this kind. */
gboolean
psc_test_found (GPtrArray      *findings,
                PscFindingKind  kind)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const PscFinding *finding = g_ptr_array_index (findings, i);

      if (finding->kind == kind)
        return TRUE;
    }

  return FALSE;
}

/* What all the findings of this kind say, a line each; there is one. */
char *
psc_test_found_dup_lines (GPtrArray      *findings,
                          PscFindingKind  kind)
{
  GString *lines = g_string_new (NULL);

  g_assert_true (psc_test_found (findings, kind));
  for (guint i = 0; i < findings->len; i++)
    {
      const PscFinding *finding = g_ptr_array_index (findings, i);

      if (finding->kind == kind)
        append_line (lines, finding);
    }

  return g_string_free (lines, FALSE);
}

static void
assert_contains (const char *lines,
                 const char *text)
{
  if (strstr (lines, text) == NULL)
    g_test_message ("“%s” is not in: %s", text, lines);
  g_assert_nonnull (strstr (lines, text));
}

void
psc_test_found_first (GPtrArray  *findings,
                      const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_assert_cmpuint (findings->len, >, 0);
  append_line (line, g_ptr_array_index (findings, 0));
  assert_contains (line->str, text);
}

void
psc_test_found_says (GPtrArray      *findings,
                     PscFindingKind  kind,
                     const char     *text)
{
  g_autofree char *lines = psc_test_found_dup_lines (findings, kind);

  assert_contains (lines, text);
}

/* There is a finding of this kind, and none says @text. */
void
psc_test_found_silent (GPtrArray      *findings,
                       PscFindingKind  kind,
                       const char     *text)
{
  g_autofree char *lines = psc_test_found_dup_lines (findings, kind);

  if (strstr (lines, text) != NULL)
    g_test_message ("“%s” is in: %s", text, lines);
  g_assert_null (strstr (lines, text));
}
