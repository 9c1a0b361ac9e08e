/* psc-history-filter.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-filter"

#include "config.h"

#include <string.h>

#include "psc-format.h"
#include "psc-history-filter.h"

/**
 * psc_history_filter_new:
 *
 * Makes a filter that every entry meets.
 */
PscHistoryFilter *
psc_history_filter_new (void)
{
  PscHistoryFilter *self = g_new0 (PscHistoryFilter, 1);

  self->kind = PSC_HISTORY_ANY;
  self->mode = PSC_HISTORY_ANY;

  return self;
}

/**
 * psc_history_filter_free:
 *
 * Frees a filter and what is in it.
 */
void
psc_history_filter_free (PscHistoryFilter *self)
{
  g_free (self->text);
  g_free (self->directory);
  g_free (self);
}

/**
 * psc_history_filter_is_empty:
 *
 * Whether every entry meets it.
 */
gboolean
psc_history_filter_is_empty (const PscHistoryFilter *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return (self->text == NULL || *self->text == '\0') &&
         self->directory == NULL && self->kind == PSC_HISTORY_ANY &&
         self->mode == PSC_HISTORY_ANY;
}

static void
append (GString    *text,
        const char *part)
{
  g_autofree char *name = NULL;

  if (part == NULL)
    return;

  name = psc_format_name (part);
  g_string_append_printf (text, "%s\n", name);
}

/* All that can be searched, without regard to case. */
static char *
dup_searched (PscHistoryEntry *entry)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append (text, psc_history_entry_get_name (entry));
  append (text, psc_history_entry_get_note (entry));
  append (text, psc_history_entry_get_directory (entry));
  if (psc_history_entry_get_kind (entry) == PSC_HISTORY_EXERCISE)
    append (text, psc_exercise_kind_get_title (
                    psc_history_entry_get_exercise (entry)));
  else
    append (text, psc_mode_to_string (
                    psc_history_entry_get_settings (entry)->mode));

  return g_utf8_casefold (text->str, -1);
}

static gboolean
match_text (const char      *text,
            PscHistoryEntry *entry)
{
  g_autofree char *searched = dup_searched (entry);
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (searched, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

/**
 * psc_history_filter_match:
 *
 * Whether an entry meets a filter.
 */
gboolean
psc_history_filter_match (const PscHistoryFilter *self,
                          PscHistoryEntry        *entry)
{
  PscHistoryKind kind;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (entry), FALSE);

  kind = psc_history_entry_get_kind (entry);
  if (self->kind != PSC_HISTORY_ANY && self->kind != kind)
    return FALSE;
  if (self->mode != PSC_HISTORY_ANY &&
      (kind != PSC_HISTORY_RUN ||
       psc_history_entry_get_settings (entry)->mode != self->mode))
    return FALSE;
  if (self->directory != NULL &&
      g_strcmp0 (psc_history_entry_get_directory (entry),
                 self->directory) != 0)
    return FALSE;

  return self->text == NULL || match_text (self->text, entry);
}
