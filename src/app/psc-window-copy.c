/* psc-window-copy.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window-copy"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-recipe.h"
#include "psc-window-private.h"

typedef char *(*WriteRecipe) (const PscSettings *settings,
                              const char        *directory,
                              PscListingFlags    flags);

/* What is copied is the run that the settings at the side would make. */
static void
copy_recipe (PscWindow   *self,
             WriteRecipe  write,
             const char  *said)
{
  g_autofree char *text = NULL;

  psc_settings_pane_commit (self->settings_pane);
  text = write (psc_settings_pane_get_settings (self->settings_pane),
                psc_session_get_directory (self->session),
                psc_settings_pane_get_listing_flags (self->settings_pane));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  _psc_window_toast (self, said);
}

static void
copy_command_line_action (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  copy_recipe (user_data, psc_recipe_dup_command_line,
               _("Command line copied"));
}

static void
copy_python_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  copy_recipe (user_data, psc_recipe_dup_python, _("Python program copied"));
}

/**
 * _psc_window_add_copy_actions:
 *
 * Gives a new window the actions that take its run outside.
 */
void
_psc_window_add_copy_actions (PscWindow *self)
{
  const GActionEntry entries[] = {
    { "copy-command-line", copy_command_line_action },
    { "copy-python", copy_python_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries,
                                   G_N_ELEMENTS (entries), self);
}
