import './shell/strict-csp.ts'
import '@fontsource/ibm-plex-sans-arabic/400.css'
import '@fontsource/ibm-plex-sans-arabic/500.css'
import '@fontsource/ibm-plex-sans-arabic/600.css'
import '@fontsource/noto-naskh-arabic/400.css'
import '@fontsource/noto-naskh-arabic/600.css'
import './shell/theme.css'
import './shell/base.css'
import './shell/shell.css'
import './ui/ui.css'
import './ui/quick.css'
import './library/library.css'
import './editor/editor.css'
import './editor/over-text.css'
import './annotate/annotate.css'
import './suggest/suggest.css'
import './claims/claims.css'
import './labels/labels.css'
import './lead/adjudicate/adjudicate.css'
import './find/find.css'
import './encoding/encoding.css'
import './audit/audit.css'
import './lead/lead.css'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { startWindow } from './shell/follow-host.ts'
import { startTexts } from './shell/i18n/index.ts'
import { applyPreferences, followSystem } from './shell/preferences.ts'

startTexts()
applyPreferences()
followSystem()
createRoot(document.getElementById('root')!).render(<App />)
void startWindow()
