/* psc-cli-parse.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-parse"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-cli-parse.h"
#include "psc-error.h"

/**
 * psc_cli_parse_number:
 * @option: the option's name
 * @text: (nullable): what was given; without it @number stays
 *
 * Reads a whole number within limits.
 */
gboolean
psc_cli_parse_number (const char  *option,
                      const char  *text,
                      guint        least,
                      guint        most,
                      guint       *number,
                      GError     **error)
{
  guint64 value;

  if (text == NULL)
    return TRUE;

  if (!g_ascii_string_to_unsigned (text, 10, least, most, &value, NULL))
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                   _("--%s=%s is not possible. Give a whole number from %u to "
                     "%u."), option, text, least, most);
      return FALSE;
    }

  *number = (guint) value;

  return TRUE;
}

/**
 * psc_cli_refuse_word:
 * @words: those that are possible
 *
 * Sets the error for a word that is none of them.
 *
 * Returns: %FALSE
 */
gboolean
psc_cli_refuse_word (const char  *option,
                     const char  *text,
                     const char  *words,
                     GError     **error)
{
  /* Translators: the last part lists words that are not translated. */
  g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
               _("--%s=%s is not possible. Give one of: %s."),
               option, text, words);

  return FALSE;
}

/**
 * psc_cli_parse_arguments:
 * @command: the command's name
 * @context: its own options
 * @argv: the command and what follows it
 * @error: set when they cannot be understood
 *
 * Fills in the options.  Each command has --help beside its own.
 *
 * Returns: (transfer full) (nullable): the words beside the options; %NULL
 *   without @error when help was asked for, which has been printed
 */
GStrv
psc_cli_parse_arguments (const char      *command,
                         GOptionContext  *context,
                         GStrv            argv,
                         GError         **error)
{
  g_autofree char *name = g_strconcat ("poolscope-cli ", command, NULL);
  g_auto (GStrv) rest = g_strdupv (argv);
  g_auto (GStrv) words = NULL;
  gboolean help = FALSE;
  const GOptionEntry entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_("Show these options"),
      NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &words, NULL,
      NULL },
    G_OPTION_ENTRY_NULL
  };

  g_set_prgname (name);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &rest, error))
    return NULL;

  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, FALSE, NULL);

      g_print ("%s", text);
      return NULL;
    }

  return words != NULL ? g_steal_pointer (&words) : g_new0 (char *, 1);
}
