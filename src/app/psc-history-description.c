/* psc-history-description.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-description"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-history-description.h"
#include "psc-history-words.h"

#define HISTORY "psc-history"
#define ENTRY   "psc-history-entry"
#define NAME    "psc-name-row"
#define NOTE    "psc-note-row"

/* Without anything but space, there is no name and no note. */
static char *
dup_text (GtkWidget  *dialog,
          const char *row)
{
  GtkEditable *editable = g_object_get_data (G_OBJECT (dialog), row);
  g_autofree char *text = g_strstrip (
    g_strdup (gtk_editable_get_text (editable)));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
save_cb (GtkWidget *dialog)
{
  PscHistory *history = g_object_get_data (G_OBJECT (dialog), HISTORY);
  PscHistoryEntry *entry = g_object_get_data (G_OBJECT (dialog), ENTRY);
  g_autofree char *name = dup_text (dialog, NAME);
  g_autofree char *note = dup_text (dialog, NOTE);

  psc_history_set_name (history, entry, name);
  psc_history_set_note (history, entry, note);
}

static void
add_row (GtkWidget  *dialog,
         GtkWidget  *group,
         const char *row_name,
         const char *title,
         const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_object_set_data (G_OBJECT (dialog), row_name, row);
}

/**
 * psc_history_description_new:
 *
 * Makes a dialog in which an entry is given a name and a note.
 */
GtkWidget *
psc_history_description_new (PscHistory      *history,
                             PscHistoryEntry *entry)
{
  g_autofree char *title = NULL;
  g_autofree char *origin = NULL;
  AdwMessageDialog *dialog;
  GtkWidget *group;

  g_return_val_if_fail (PSC_IS_HISTORY (history), NULL);
  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (entry), NULL);

  origin = psc_history_words_dup_origin (entry);
  dialog = ADW_MESSAGE_DIALOG (
    adw_message_dialog_new (NULL, _("Name and Note"), origin));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  group = adw_preferences_group_new ();
  add_row (GTK_WIDGET (dialog), group, NAME, _("_Name"),
           psc_history_entry_get_name (entry));
  add_row (GTK_WIDGET (dialog), group, NOTE, _("N_ote"),
           psc_history_entry_get_note (entry));
  adw_message_dialog_set_extra_child (dialog, group);

  adw_message_dialog_add_responses (dialog,
                                    "cancel", _("_Cancel"),
                                    "save", _("_Save"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "save",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), HISTORY, g_object_ref (history),
                          g_object_unref);
  g_object_set_data_full (G_OBJECT (dialog), ENTRY, g_object_ref (entry),
                          g_object_unref);
  g_signal_connect (dialog, "response::save", G_CALLBACK (save_cb), NULL);

  return GTK_WIDGET (dialog);
}
