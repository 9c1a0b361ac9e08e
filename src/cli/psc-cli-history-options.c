/* psc-cli-history-options.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-history-options"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-cli-history-options.h"
#include "psc-cli-parse.h"
#include "psc-error.h"

/* The words that name the actions, and how many IDs follow each. */
static const struct
{
  const char *name;
  guint       least;
  guint       most;
} actions[PSC_CLI_N_HISTORY_ACTIONS] = {
  [PSC_CLI_HISTORY_LIST] = { "list", 0, 0 },
  [PSC_CLI_HISTORY_SHOW] = { "show", 1, 1 },
  [PSC_CLI_HISTORY_EXPORT] = { "export", 1, 1 },
  [PSC_CLI_HISTORY_DELETE] = { "delete", 1, G_MAXUINT },
};

static void
add_entries (PscCliHistoryOptions *self,
             GOptionContext       *context)
{
  const GOptionEntry entries[] = {
    { "search", 0, 0, G_OPTION_ARG_STRING, &self->search,
      N_("List only what has TEXT in its directory, name, note or mode"),
      N_("TEXT") },
    { "limit", 0, 0, G_OPTION_ARG_STRING, &self->limit_text,
      N_("List no more than the newest COUNT"), N_("COUNT") },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  psc_cli_exports_add_run_entries (&self->exports, context);
}

static GOptionContext *
make_context (void)
{
  GOptionContext *context =
    g_option_context_new (_("[list | show ID | export ID | delete ID…]"));

  g_option_context_set_summary (
    context,
    _("Lists the runs and exercises that were kept, the newest first; shows "
      "one as it was\nreported when it was made; exports one to the files "
      "that options name; or deletes\nthem."));
  g_option_context_set_description (
    context,
    _("The window keeps what it measures, and so does “poolscope-cli run "
      "--keep”.\n\nExit status: 0 it was done; 1 an output could not be "
      "written; 2 wrong usage; 3 there\nis no such ID, or the history could "
      "not be read or changed."));

  return context;
}

static gboolean
refuse (const char  *message,
        GError     **error)
{
  g_set_error_literal (error, PSC_ERROR, PSC_ERROR_SETTINGS, message);

  return FALSE;
}

static gboolean
parse_action (const char            *word,
              PscCliHistoryAction   *action,
              GError               **error)
{
  for (guint i = 0; i < PSC_CLI_N_HISTORY_ACTIONS; i++)
    {
      if (g_strcmp0 (word, actions[i].name) == 0)
        {
          *action = i;
          return TRUE;
        }
    }

  /* Translators: the last part lists words that are not translated. */
  g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
               _("There is no “history %s”. Give one of: %s."), word,
               "list, show, export, delete");

  return FALSE;
}

static gboolean
parse_ids (PscCliHistoryOptions  *self,
           char                 **words,
           GError               **error)
{
  guint n_words = g_strv_length (words);

  if (n_words < actions[self->action].least)
    return refuse (_("Give an ID. “poolscope-cli history list” shows them."),
                   error);
  if (n_words > actions[self->action].most)
    return refuse (self->action == PSC_CLI_HISTORY_LIST
                   ? _("The list takes no other words than options, such as "
                       "--search=TEXT.")
                   : _("Give one ID only."),
                   error);

  for (guint i = 0; i < n_words; i++)
    {
      guint64 id;

      if (!g_ascii_string_to_unsigned (words[i], 10, 1, G_MAXINT64, &id, NULL))
        {
          g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                       _("“%s” is no ID. “poolscope-cli history list” shows "
                         "them."), words[i]);
          return FALSE;
        }
      g_array_append_val (self->ids, id);
    }

  return TRUE;
}

static gboolean
check_uses (const PscCliHistoryOptions  *self,
            GError                     **error)
{
  gboolean exports = psc_cli_exports_has_file (&self->exports);

  if (self->action != PSC_CLI_HISTORY_LIST &&
      (self->search != NULL || self->limit_text != NULL))
    return refuse (_("--search and --limit are for the list only."), error);
  if (self->action == PSC_CLI_HISTORY_EXPORT && !exports)
    return refuse (_("Say what to write: --json=FILE, --csv=FILE, "
                     "--trace=FILE or --chart=FILE."), error);
  if (self->action != PSC_CLI_HISTORY_EXPORT && exports)
    return refuse (_("Files are written by “poolscope-cli history export "
                     "ID”."), error);

  return TRUE;
}

/**
 * psc_cli_history_options_parse:
 * @argv: the command and what follows it
 *
 * Returns: (transfer full) (nullable): the options; %NULL without @error after
 *   help, and with @error when they cannot be understood
 */
PscCliHistoryOptions *
psc_cli_history_options_parse (GStrv    argv,
                               GError **error)
{
  g_autoptr (PscCliHistoryOptions) self = g_new0 (PscCliHistoryOptions, 1);
  g_autoptr (GOptionContext) context = make_context ();
  g_auto (GStrv) words = NULL;

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  add_entries (self, context);
  words = psc_cli_parse_arguments ("history", context, argv, error);
  if (words == NULL ||
      (words[0] != NULL && !parse_action (words[0], &self->action, error)) ||
      (words[0] != NULL && !parse_ids (self, words + 1, error)) ||
      !psc_cli_parse_number ("limit", self->limit_text, 1, G_MAXINT32,
                             &self->limit, error) ||
      !check_uses (self, error) ||
      !psc_cli_exports_parse (&self->exports, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * psc_cli_history_options_free:
 *
 * Frees the options.
 */
void
psc_cli_history_options_free (PscCliHistoryOptions *self)
{
  g_array_unref (self->ids);
  g_free (self->search);
  g_free (self->limit_text);
  psc_cli_exports_clear (&self->exports);
  g_free (self);
}
