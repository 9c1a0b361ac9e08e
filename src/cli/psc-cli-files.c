/* psc-cli-files.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-files"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-cli-files.h"
#include "psc-cli-output.h"
#include "psc-cli-parse.h"
#include "psc-cli.h"
#include "psc-error.h"

/* Says what the list of files leaves out. */
static void
print_notes (PscListing *listing)
{
  guint n_unread = psc_listing_get_n_unread (listing);

  if (n_unread > 0)
    g_printerr (ngettext ("poolscope-cli: %u subdirectory could not be read; "
                          "what it holds is left out.\n",
                          "poolscope-cli: %u subdirectories could not be "
                          "read; what they hold is left out.\n", n_unread),
                n_unread);
  psc_cli_print_left_out (psc_listing_get_n_left_out (listing));
}

/**
 * psc_cli_files_add_entries:
 *
 * Adds the options, which write to @self.
 */
void
psc_cli_files_add_entries (PscCliFiles    *self,
                           GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "hidden", 0, 0, G_OPTION_ARG_NONE, &self->hidden,
      N_("Take hidden files, too"), NULL },
    { "recursive", 0, 0, G_OPTION_ARG_NONE, &self->recursive,
      N_("Take what subdirectories hold, too"), NULL },
    { "limit", 0, 0, G_OPTION_ARG_STRING, &self->limit_text,
      N_("Take no more than the first COUNT entries"), N_("COUNT") },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

/**
 * psc_cli_files_parse:
 * @words: what stands beside the options; it has to be one directory
 *
 * Understands the options.
 */
gboolean
psc_cli_files_parse (PscCliFiles  *self,
                     GStrv         words,
                     GError      **error)
{
  guint n_words = g_strv_length (words);

  /* An empty word is a variable of a script that was never set, and not the
   * working directory. */
  if (n_words != 1 || words[0][0] == '\0')
    {
      g_set_error_literal (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                           n_words <= 1
                           ? _("Name the directory whose files are to be "
                               "run.")
                           : _("Name one directory only."));
      return FALSE;
    }

  self->directory = g_strdup (words[0]);

  return psc_cli_parse_number ("limit", self->limit_text, 1, G_MAXINT32,
                               &self->limit, error);
}

/**
 * psc_cli_files_read:
 * @quiet: whether to be silent about what is left out
 *
 * Lists the files, or says why that cannot be done.
 *
 * Returns: (transfer full) (nullable): the files
 */
PscListing *
psc_cli_files_read (PscCliFiles *self,
                    gboolean     quiet)
{
  PscListingFlags flags = (self->hidden ? PSC_LISTING_HIDDEN : 0) |
                          (self->recursive ? PSC_LISTING_RECURSIVE : 0);
  g_autoptr (GError) error = NULL;
  PscListing *listing = psc_listing_read (self->directory, flags, self->limit,
                                          NULL, &error);

  if (listing == NULL)
    psc_cli_print_error (error->message);
  else if (!quiet)
    print_notes (listing);

  return listing;
}

/**
 * psc_cli_files_clear:
 *
 * Frees what the options gave.
 */
void
psc_cli_files_clear (PscCliFiles *self)
{
  g_free (self->directory);
  g_free (self->limit_text);
}
