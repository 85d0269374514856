/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What only shows itself is told to those who do not see it. */
#include "widgets/rg-speak.h"

#define RG_SPEAK_REST_MS 1000

typedef struct {
  GtkWidget *widget; /* which owns this */
  char *text;
  guint source;
} RgSpeech;

static void
rg_speech_free (gpointer data)
{
  RgSpeech *speech = data;

  g_clear_handle_id (&speech->source, g_source_remove);
  g_free (speech->text);
  g_free (speech);
}

static RgSpeech *
rg_speech_get (GtkWidget *widget)
{
  RgSpeech *speech = g_object_get_data (G_OBJECT (widget), "rg-speech");

  if (speech == NULL)
    {
      speech = g_new0 (RgSpeech, 1);
      speech->widget = widget;
      g_object_set_data_full (G_OBJECT (widget), "rg-speech", speech, rg_speech_free);
    }
  return speech;
}

static gboolean
rg_speech_rested_cb (gpointer data)
{
  RgSpeech *speech = data;

  speech->source = 0;
  if (gtk_widget_get_mapped (speech->widget))
    gtk_accessible_announce (GTK_ACCESSIBLE (speech->widget), speech->text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
  return G_SOURCE_REMOVE;
}

void
rg_speak (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  gtk_accessible_announce (GTK_ACCESSIBLE (widget), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

void
rg_speak_at_rest (GtkWidget *widget, const char *text)
{
  RgSpeech *speech;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  speech = rg_speech_get (widget);
  g_set_str (&speech->text, text);
  g_clear_handle_id (&speech->source, g_source_remove);
  speech->source = g_timeout_add (RG_SPEAK_REST_MS, rg_speech_rested_cb, speech);
}

void
rg_speak_banner (AdwBanner *banner, const char *text)
{
  g_return_if_fail (ADW_IS_BANNER (banner));
  g_return_if_fail (text != NULL);

  adw_banner_set_title (banner, text);
  adw_banner_set_revealed (banner, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (banner), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}
