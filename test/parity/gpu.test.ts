import { ownPlatform } from './place';
import { testCellsOn } from './suite';

testCellsOn('gpu', ownPlatform);
